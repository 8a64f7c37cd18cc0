import { Break } from '../break';

const SERVING = 'test/reconciler/decide/serving.test.ts';
const AWAY = 'test/reconciler/decide/away.test.ts';
const ASSIGN = 'test/reconciler/decide/assign.test.ts';
const COUNT = 'test/reconciler/decide/plan-count.test.ts';
const ALWAYS = 'test/reconciler/decide/plan-always.test.ts';

/** Who serves, who gets which name, and what is written. */
export const DECISION_BREAKS: readonly Break[] = [
  {
    what: 'gate: a node that was just demoted is trusted',
    file: 'src/reconciler/decide/serving.ts',
    text: "return 'was the primary and is not known to be back';",
    instead: 'return undefined;',
    reddens: { file: AWAY, name: 'a node that was the primary holds no name from the first pass that sees another primary' },
  },
  {
    what: 'gate: silence is good news',
    file: 'src/reconciler/decide/away.ts',
    text: 'const SILENT_SECONDS = 4 * DAY;',
    instead: 'const SILENT_SECONDS = 3 * 60;',
    reddens: {
      file: 'test/end-to-end/away.test.ts',
      name: 'ElastiCache\'s events that come ten minutes late change only when the old primary has names again',
    },
  },
  {
    what: 'gate: a promotion by hand is taken for a failover',
    file: 'src/reconciler/decide/away.ts',
    text: 'return now < at + (byHand ? BY_HAND_SECONDS : SILENT_SECONDS);',
    instead: 'return now < at + SILENT_SECONDS;',
    reddens: { file: AWAY, name: 'a node that was the primary of a promotion by hand was never away when no recovery began within three minutes' },
  },
  {
    what: 'event log: a recovering node is trusted',
    file: 'src/reconciler/decide/serving.ts',
    text: "return 'is recovering';",
    instead: 'return undefined;',
    reddens: { file: SERVING, name: 'a node with an open recovery does not serve' },
  },
  {
    what: 'memory: an open recovery is forgotten when the log no longer shows it',
    file: 'src/reconciler/decide/away.ts',
    text: '...recoveries.filter((known) => known.node === node).map((known) => known.at)',
    instead: '-Infinity',
    reddens: { file: AWAY, name: 'an open recovery is remembered when the log no longer shows that it began' },
  },
  {
    what: 'memory: is held against another node of the same id',
    file: 'src/reconciler/decide/away.ts',
    text: 'at > closed && at >= createdAt',
    instead: 'at > closed && createdAt !== undefined',
    reddens: { file: AWAY, name: 'an open recovery is that of another node when the id was used again' },
  },
  {
    what: 'lost sources: names are added to nodes of which too little is known',
    file: 'src/reconciler/decide/serving.ts',
    text: 'return lost === undefined || endpoints.some((endpoint) => endpoint.node === node);',
    instead: 'return true;',
    reddens: {
      file: SERVING,
      name: 'a source that could not be read takes away only what it alone could tell the event log: a replica that holds names keeps and gets them, another one gets none',
    },
  },
  {
    what: 'status: a node that is rebooted is trusted',
    file: 'src/reconciler/decide/serving.ts',
    text: "const SERVING_NODE = ['available', 'modifying', 'snapshotting'];",
    instead: "const SERVING_NODE = ['available', 'modifying', 'snapshotting', 'rebooting cluster nodes'];",
    reddens: { file: SERVING, name: 'a node that is rebooting cluster nodes does not serve' },
  },
  {
    what: 'doubt: the first of two primaries is believed',
    file: 'src/reconciler/decide/serving.ts',
    text: 'if (primaries !== 1) return',
    instead: 'if (primaries < 1) return',
    reddens: { file: SERVING, name: 'a group in doubt: nothing is written with two primaries' },
  },
  {
    what: 'doubt: is written all the same',
    file: 'src/reconciler/decide/plan.ts',
    text: 'if (group.doubt !== undefined) return { doubt: group.doubt, moves: [], contested: [], changes: [], claim };',
    instead: '',
    reddens: { file: ALWAYS, name: 'in any history of a group and its zone doubt writes nothing' },
  },
  {
    what: 'deletion: in the first pass that sees fewer replicas',
    file: 'src/reconciler/decide/plan.ts',
    text: 'const REMOVED_AFTER = 60;',
    instead: 'const REMOVED_AFTER = -1;',
    reddens: { file: COUNT, name: 'a name is removed after two passes a minute apart that agree' },
  },
  {
    what: 'deletion: while the group is being changed',
    file: 'src/reconciler/decide/plan.ts',
    text: 'if (!group.steady) return { count: has, fewer: agreed };',
    instead: '',
    reddens: { file: COUNT, name: 'a name is removed not while the group is modifying, though names move' },
  },
  {
    what: 'swap: the claim is written without deleting the one that was read',
    file: 'src/reconciler/decide/plan.ts',
    text: "changes: current.claim === undefined ? [create] : [{ action: 'DELETE', record: current.claim }, create]",
    instead: 'changes: [create]',
    reddens: { file: ALWAYS, name: 'in any history of a group and its zone a plan writes all or nothing: with any change the claim is swapped, exactly' },
  },
  {
    what: 'removal: in one batch with the moves',
    file: 'src/reconciler/decide/plan.ts',
    text: 'const moved = step(claim, group, current, claim.endpoints.length, claim.fewer);',
    instead: 'return step(claim, group, current, count, fewer);',
    reddens: { file: ALWAYS, name: 'in any history of a group and its zone no removal is in the batch that moves names' },
  },
  {
    what: 'refused change: is planned again',
    file: 'src/reconciler/decide/line.ts',
    text: 'const refused = current.refused?.names.get(name);',
    instead: 'const refused = undefined as string | undefined;',
    reddens: {
      file: ALWAYS,
      name: 'in any history of a group and its zone what Route 53 refuses: names that may not be changed stay, those that may not be removed follow, and the others move as ever',
    },
  },
  {
    what: 'foreign record: is replaced',
    file: 'src/reconciler/decide/line.ts',
    text: 'if (there.length > 0 && !ours) {',
    instead: 'if (there.length > 9 && !ours) {',
    reddens: { file: ALWAYS, name: 'in any history of a group and its zone what somebody else wrote stays as it is' },
  },
  {
    what: 'foreign record: one that leads where we would is taken for ours',
    file: 'src/reconciler/decide/line.ts',
    text: 'const known = before !== undefined && before.written !== NEVER_WRITTEN;',
    instead: 'const known = true;',
    reddens: { file: 'test/reconciler/decide/plan.test.ts', name: 'a name that is new is contested even when somebody else led it just as we would' },
  },
  {
    what: 'endpointCount: does not wrap round',
    file: 'src/reconciler/decide/assign.ts',
    text: 'load.set(node, load.get(node)! + 1);',
    instead: '',
    reddens: { file: COUNT, name: 'there are as many names as endpointCount says, wrapping round over the serving replicas' },
  },
  {
    what: 'sticky: names are dealt anew in every pass',
    file: 'src/reconciler/decide/assign.ts',
    text: 'staysPut(name, group) ? name : { standIn: name.standIn }',
    instead: '{ standIn: name.standIn }',
    reddens: { file: ASSIGN, name: 'whatever the names and the group a second look changes nothing' },
  },
  {
    what: 'level: every name, before every replica serves',
    file: 'src/reconciler/decide/assign.ts',
    text: 'level(assigned, load, group.serving.length === group.replicas.length)',
    instead: 'level(assigned, load, true)',
    reddens: { file: ASSIGN, name: 'a name that is no stand-in does not level out while a listed replica does not serve, or is in doubt' },
  },
  {
    what: 'level: an added replica waits until every other one serves',
    file: 'src/reconciler/decide/assign.ts',
    text: 'if (group.lost.length === 0) level(',
    instead: 'if (group.lost.length === 0 && group.serving.length === group.replicas.length) level(',
    reddens: {
      file: 'test/reconciler/decide/brute-force.test.ts',
      name: 'no way to place the names is better: every group of up to four replicas, every assignment of up to four names',
    },
  },
  {
    what: 'whenNoReplica: KEEP is not heard',
    file: 'src/reconciler/decide/assign.ts',
    text: "whenNoReplica === 'KEEP'",
    instead: "whenNoReplica === 'PRIMARY'",
    reddens: { file: ASSIGN, name: 'a name whose node does not serve stays when no replica serves and names are kept' },
  },
];
