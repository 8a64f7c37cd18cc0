import { Held } from '../../../src/reconciler/decide/holders';
import { Outcome } from '../../../src/reconciler/pass/outcome';
import { report, reportClaimed, reportFailure } from '../../../src/reconciler/pass/report';
import { HOLDER, ZONE } from '../given-claim';

const NOW = 1_700_003_600_000;

function held(instance: string, since: number): Held {
  return { ...HOLDER, instance, since, reconciler: '5f0c2a11', group: 'testdns', ttl: 10, whenNoReplica: 'PRIMARY' };
}

function right(outcome: Partial<Outcome> = {}): Outcome {
  return { prefix: 'read', result: 'right', moves: [], contested: [], ...outcome };
}

function lines(...outcomes: readonly Outcome[]): readonly string[] {
  return report(outcomes, ZONE, 'Reconciler', NOW).lines;
}

describe('More than one holder', () => {
  const older = held('aaaaaaaaaa', 1_600_000_000);

  test('for an hour is told with the physical ids of the older ones, and what to do', () => {
    const holders = [older, held('bbbbbbbbbb', 1_650_000_000), held('cccccccccc', 1_700_000_000)];
    expect(lines(right({ holders }))).toEqual([
      `read: has had more than one holder for an hour, got: read.${ZONE}/aaaaaaaaaa of Shop/91be02cd, read.${ZONE}/bbbbbbbbbb of Shop/91be02cd: `
      + 'if no deployment is to be rolled back to them, release them with {"action":"release"}',
    ]);
  });

  test('for less than an hour, and one for however long, is as it should be', () => {
    expect(lines(right({ holders: [older, held('cccccccccc', 1_700_000_001)] }), right({ holders: [older] }), right({ holders: [] }), right())).toEqual([]);
  });
});

describe('Metrics', () => {
  const metrics = (...outcomes: readonly Outcome[]) => report(outcomes, ZONE, 'Reconciler', NOW).metrics.map((text) => {
    const { _aws, ...values } = JSON.parse(text) as Record<string, unknown> & { readonly _aws: { readonly Timestamp: number } };
    expect(_aws.Timestamp).toBe(NOW);
    return values;
  });

  test('count a pass, its contested names and topic faults, and for each claim that is right what moved', () => {
    const moved = { name: `read1.${ZONE}`, from: 'testdns-002', to: 'testdns-003', reason: 'testdns-002 became primary' } as unknown as Outcome['moves'][number];
    expect(metrics(right({ moves: [moved], contested: [{ name: `read2.${ZONE}`, found: 'A 10.0.0.1' }] }), right({ prefix: 'scan', result: 'doubt', topicFault: 'none' }))).toEqual([
      { Reconciler: 'Reconciler', PassesSucceeded: 1, ContestedNames: 1, TopicFaults: 1 },
      { Reconciler: 'Reconciler', Claim: 'read', ClaimPasses: 1, NamesMoved: 1 },
    ]);
  });

  test('count a pass as failed when one claim failed, or when nothing could be read', () => {
    expect(metrics(right({ result: 'failed', reason: 'x' }), right({ prefix: 'scan' }))[0]).toMatchObject({ PassesFailed: 1 });
    expect(metrics(right({ result: 'failed', reason: 'x' }))[0]).not.toHaveProperty('PassesSucceeded');
    const failure = reportFailure(Object.assign(new Error('Rate exceeded'), { name: 'Throttling' }), 'Reconciler', NOW);
    expect(failure.lines).toEqual(['the pass failed: Throttling: Rate exceeded']);
    expect(JSON.parse(failure.metrics[0])).toMatchObject({ Reconciler: 'Reconciler', PassesFailed: 1 });
  });
});

describe('A pass writes', () => {
  test('that it succeeded, and that each claim is right, and no metric that would be nought: CloudWatch bills what is written', () => {
    expect(written([right(), { ...right(), prefix: 'cart' }])).toEqual([
      { Reconciler: 'f', PassesSucceeded: 1 }, { Reconciler: 'f', Claim: 'read', ClaimPasses: 1 }, { Reconciler: 'f', Claim: 'cart', ClaimPasses: 1 },
    ]);
  });

  test('what there is to count', () => {
    const move = { name: 'read1.db.example', from: 'a', to: 'b', reason: 'it is new' };
    const contest = { name: 'read2.db.example', found: 'CNAME elsewhere' };
    expect(written([{ ...right(), moves: [move, move], contested: [contest], topicFault: 'is inactive' } as unknown as Outcome])).toEqual([
      { Reconciler: 'f', PassesSucceeded: 1, ContestedNames: 1, TopicFaults: 1 }, { Reconciler: 'f', Claim: 'read', ClaimPasses: 1, NamesMoved: 2 },
    ]);
  });

  test('that it failed, and nothing of a claim that is not right', () => {
    expect(written([{ ...right(), result: 'failed', reason: 'AccessDenied' } as Outcome])).toEqual([{ Reconciler: 'f', PassesFailed: 1 }]);
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
