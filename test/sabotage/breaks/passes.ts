import { Break } from '../break';

const RETRIES = 'test/reconciler/pass/pass-retries.test.ts';
const PASS = 'test/reconciler/pass/pass.test.ts';
const GROUPS = 'test/reconciler/aws/replication-groups.test.ts';
const WAKE_UP = 'test/reconciler/wake-ups/wake-up.test.ts';
const DOUBT = 'test/end-to-end/doubt.test.ts';

/** Reading, writing, trying again, and when. */
export const PASS_BREAKS: readonly Break[] = [
  {
    what: 'freshness: a plan is written however old it is',
    file: 'src/reconciler/pass/freshness.ts',
    text: 'const FRESH_MS = 5_000;',
    instead: 'const FRESH_MS = 5_000_000;',
    reddens: { file: RETRIES, name: 'the pass is tried again when the view of the group is five seconds old before it is written' },
  },
  {
    what: 'retries: a pass is tried once',
    file: 'src/reconciler/pass/pass.ts',
    text: 'const ATTEMPTS = 8;',
    instead: 'const ATTEMPTS = 1;',
    reddens: { file: RETRIES, name: 'the pass is tried again when reading the zone fails' },
  },
  {
    what: 'retries: without pauses',
    file: 'src/reconciler/pass/pass.ts',
    text: 'Math.min(50 * 2 ** attempt * (',
    instead: 'Math.min(1 * (',
    reddens: { file: RETRIES, name: 'the pass is tried again with longer and longer pauses, eight times at most' },
  },
  {
    what: 'trouble with one claim: a missing group fails the pass',
    file: 'src/reconciler/pass/look.ts',
    text: 'if (view === undefined) return { ...nothing, result: \'failed\', reason: `replication group ${claim.group} was not found` };',
    instead: 'if (view === undefined) throw new Error(`replication group ${claim.group} was not found`);',
    reddens: { file: PASS, name: 'trouble with one claim does not delay another when its group was not found' },
  },
  {
    what: 'addressing: the claims of other reconcilers are served too',
    file: 'src/reconciler/pass/addressed.ts',
    text: 'readers[0] !== reconciler',
    instead: 'reconciler === undefined',
    reddens: { file: PASS, name: 'what stands where claims stand, and is not to be served is left alone without a word when it is another reconciler\'s' },
  },
  {
    what: 'paging of ElastiCache: a node that is not on the first page has no state',
    file: 'src/reconciler/aws/replication-groups.ts',
    text: 'clusters.hasMore ? nodes.filter((node) => !shown.has(node)) : []',
    instead: '[]',
    reddens: { file: GROUPS, name: 'few groups of a large account are three requests, and one for each node that the first page does not show' },
  },
  {
    what: 'paging of ElastiCache: the first page is taken for all',
    file: 'src/reconciler/aws/paged-list.ts',
    text: 'this.ended = !marker;',
    instead: 'this.ended = true;',
    reddens: { file: GROUPS, name: 'many groups are read in pages until all of them and of their nodes were seen' },
  },
  {
    what: 'paging of Route 53: the first page is taken for all',
    file: 'src/reconciler/aws/zone-pages.ts',
    text: 'next = following !== undefined && within(following.name) ? following : undefined;',
    instead: 'next = undefined;',
    reddens: { file: 'test/reconciler/aws/hosted-zone.test.ts', name: 'claims are read to the last page that holds any, and no further' },
  },
  {
    what: 'order of names: hyphens and dots are compared as they come',
    file: 'src/reconciler/names.ts',
    text: "return `${name.split('.').reverse().join('.')}.`;",
    instead: "return name.split('.').reverse().join('.');",
    reddens: { file: 'test/reconciler/names.test.ts', name: 'names sort by their labels from the right, and the dot counts' },
  },
  {
    what: 'an answer without its list is taken for an empty one',
    file: 'src/reconciler/aws/elasticache-requests.ts',
    text: 'if (items === undefined) throw new Error(`ElastiCache answered without ${what}`);',
    instead: 'if (items === undefined) return [];',
    reddens: {
      file: DOUBT,
      name: 'Promise 8: Doubt never deletes a name and never moves one to a node in doubt a page that something on the way puts in place of '
        + 'the answer to elasticache:DescribeEvents: no name moves, and the pass fails',
    },
  },
  {
    what: 'settle passes: a notification asks for one pass only',
    file: 'src/reconciler/settings.ts',
    text: 'export const SETTLE_SECONDS = 180;',
    instead: 'export const SETTLE_SECONDS = 0;',
    reddens: { file: WAKE_UP, name: 'a notification asks again each time it comes back' },
  },
  {
    what: 'dead letters: a healthy notification is received too often',
    file: 'src/reconciler/settings.ts',
    text: 'export const VISIBILITY_SECONDS = 30;',
    instead: 'export const VISIBILITY_SECONDS = 10;',
    reddens: { file: WAKE_UP, name: 'a healthy notification is received seven times: whenever it comes back it is due, and after the last it is done' },
  },
  {
    what: 'settle passes: a notification is done with the first of them',
    file: 'src/reconciler/wake-ups/wake-up.ts',
    text: '(wakeUp.sweep ? 0 : SETTLE_SECONDS * 1000)',
    instead: '0',
    reddens: { file: WAKE_UP, name: 'a notification is done with a pass begun three minutes after it was sent' },
  },
];
