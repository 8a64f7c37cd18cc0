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
    text: "if (away.demotions.some((demotion) => demotion.node === node && isAway(demotion, now))) return 'was the primary and is not known to be back';",
    instead: '',
    reddens: { file: AWAY, name: 'a node that was the primary holds no name from the first pass that sees another primary' },
  },
  {
    what: 'gate: an old primary of which nothing is logged is believed after minutes',
    file: 'src/reconciler/decide/away.ts',
    text: 'const SILENT_SECONDS = 4 * DAY;',
    instead: 'const SILENT_SECONDS = 60;',
    reddens: {
      file: 'test/end-to-end/following.test.ts',
      name: 'Promise 4: No name is given to, or left on, a node that is reported, or by a role change implied, not to serve the old primary holds '
        + 'no name in the ten minutes in which ElastiCache calls it an available replica',
    },
  },
  {
    what: 'event log: a recovering node is trusted',
    file: 'src/reconciler/decide/serving.ts',
    text: "if (away.recoveries.some((recovery) => recovery.node === node)) return 'is recovering';",
    instead: '',
    reddens: { file: SERVING, name: 'a node with an open recovery does not serve' },
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
    what: 'level: before every replica serves',
    file: 'src/reconciler/decide/assign.ts',
    text: 'level(assigned, load, group.serving.length === group.replicas.length);',
    instead: 'level(assigned, load, true);',
    reddens: { file: ASSIGN, name: 'a name that is no stand-in does not level out while a listed replica does not serve, or is in doubt' },
  },
  {
    what: 'whenNoReplica: KEEP is not heard',
    file: 'src/reconciler/decide/assign.ts',
    text: "whenNoReplica === 'KEEP'",
    instead: "whenNoReplica === 'PRIMARY'",
    reddens: { file: ASSIGN, name: 'a name whose node does not serve stays when no replica serves and names are kept' },
  },
];
