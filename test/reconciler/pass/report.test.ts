import { Outcome } from '../../../src/reconciler/pass/outcome';
import { report, reportClaimed } from '../../../src/reconciler/pass/report';

const RIGHT = { prefix: 'read', result: 'right', moves: [], contested: [], changes: [] } as unknown as Outcome;
const NOW = 1_700_000_000_000;

describe('A pass writes', () => {
  test('that it succeeded, and that each claim is right, and no metric that would be nought: CloudWatch bills what is written', () => {
    expect(written([RIGHT, { ...RIGHT, prefix: 'cart' }])).toEqual([
      { Reconciler: 'f', PassesSucceeded: 1 }, { Reconciler: 'f', Claim: 'read', ClaimPasses: 1 }, { Reconciler: 'f', Claim: 'cart', ClaimPasses: 1 },
    ]);
  });

  test('what there is to count', () => {
    const move = { name: 'read1.db.example', from: 'a', to: 'b', reason: 'it is new' };
    const contest = { name: 'read2.db.example', found: 'CNAME elsewhere' };
    expect(written([{ ...RIGHT, moves: [move, move], contested: [contest], topicFault: 'is inactive' } as unknown as Outcome])).toEqual([
      { Reconciler: 'f', PassesSucceeded: 1, ContestedNames: 1, TopicFaults: 1 }, { Reconciler: 'f', Claim: 'read', ClaimPasses: 1, NamesMoved: 2 },
    ]);
  });

  test('that it failed, and nothing of a claim that is not right', () => {
    expect(written([{ ...RIGHT, result: 'failed', reason: 'AccessDenied' } as Outcome])).toEqual([{ Reconciler: 'f', PassesFailed: 1 }]);
  });
});

test('A claim that was made counts as a pass of each kind that an alarm misses, now and one sweep before', () => {
  const documents = reportClaimed('read', { reconcilerFunction: 'f', sweepSeconds: 300 }, NOW).map((each) => JSON.parse(each));
  expect(documents.map(({ _aws, ...values }) => [_aws.Timestamp, values])).toEqual([NOW - 300_000, NOW].flatMap((at) => [
    [at, { Reconciler: 'f', PassesSucceeded: 1 }], [at, { Reconciler: 'f', Claim: 'read', ClaimPasses: 1 }],
  ]));
  for (const { _aws: { CloudWatchMetrics: [{ Namespace }] } } of documents) expect(Namespace).toBe('ReplicaEndpointDns');
});

/** The values of each document, without what declares them, which must declare each of them. */
function written(outcomes: Outcome[]) {
  return report(outcomes, 'db.example', 'f', NOW).metrics.map((each) => {
    const { _aws: { CloudWatchMetrics: [{ Dimensions: [dimensions], Metrics }] }, ...values } = JSON.parse(each);
    expect([...dimensions, ...Metrics.map(({ Name }: { Name: string }) => Name)]).toEqual(Object.keys(values));
    return values;
  });
}
