import { Story } from './story';
import { ACCOUNT } from './synthesize';
import { WantedState } from '../simulator/elasticache/group-record';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Promise 8: Doubt never deletes a name and never moves one to a node in doubt', () => {
  test.each([
    ['two primaries', { nodes: { 'testdns-002': { role: 'primary' } } }],
    ['no primary', { nodes: { 'testdns-001': { role: 'replica' } } }],
    ['no roles', { nodes: { 'testdns-001': { role: undefined }, 'testdns-002': { role: undefined }, 'testdns-003': { role: undefined } } }],
    ['a status that promises nothing', { status: 'creating' }],
  ] as [string, WantedState][])('%s: nothing is written', async (_, odd) => {
    await story.deployGroup({ replicas: 2 });
    const before = story.zone.history.length;
    story.group().set(odd);
    await story.wait(900);
    expect(story.zone.history).toHaveLength(before);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  });

  test.each(['elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'elasticache:DescribeEvents', 'route53:ListResourceRecordSets'])(
    'a page that something on the way puts in place of the answer to %s: no name moves, and the pass fails', async (action) => {
      await story.deployGroup({ replicas: 2 });
      await story.failover('testdns-002');
      await story.wait(60);
      const moves = story.moves().length;
      story.aws.faults.on(action, { kind: 'custom', status: 200, code: '', message: '', body: '<html><body>Sign in to the network</body></html>' });
      await story.wait(900);
      expect(story.moves()).toHaveLength(moves);
      expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
      expect(story.aws.cloudwatch.alarm('PassesFailed').state).toBe('ALARM');
    },
    60_000,
  );

  test('a group that is being modified loses no name', async () => {
    await story.deployGroup({ replicas: 3 });
    await story.group().removeReplica('testdns-004');
    await story.wait(200);
    story.group().set({ status: 'modifying' });
    await story.wait(1200);
    expect(Object.keys(await story.names())).toHaveLength(3);
    story.group().set({ status: 'available' });
    await story.wait(900);
    expect(Object.keys(await story.names())).toHaveLength(2);
  });
});

describe('Promise 9: Lost, late, repeated, reordered or malformed notifications change only when, never where', () => {
  test('a lost notification is made up for by the sweep', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(240); // the creation of the group was told too, and asks for passes for three minutes
    story.aws.sns.delivery.drop(1000);
    await story.failover('testdns-002');
    await story.wait(305);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
  });

  test('repeated, late and shuffled ones end in the same names', async () => {
    await story.deployGroup({ replicas: 2 });
    story.aws.sns.delivery.repeat(3);
    story.aws.sns.delivery.shuffle = true;
    story.aws.sns.delivery.delayMs = 40_000;
    await story.failover('testdns-002');
    await story.wait(1500);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001', ReadOnly2: 'testdns-003' });
    expect(story.moves()).toHaveLength(2);
  });

  test.each([-20_000, 20_000])('a clock of SQS that is %i ms ahead delays nothing, not even just after another pass', async (ahead) => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    story.aws.sqs.clockAheadMs = ahead;
    story.aws.sns.publish(story.group().topicArn!, 'hello', { service: 'elasticache', sourceOwner: ACCOUNT });
    await story.wait(10);
    await story.clock.during(story.group().failover('testdns-002', { detection: 0 }));
    await story.wait(3);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
  });

  test('a message that is no JSON, or says nothing, is a wake-up like any other and no dead letter', async () => {
    await story.deployGroup({ replicas: 2 });
    const before = await story.names();
    for (const message of ['hello', '', '{}', '[]', '{"__proto__":1}', '{"ElastiCache:FailoverComplete":"somebody-else"}', '\u0000']) {
      story.aws.sns.publish(story.group().topicArn!, message, { service: 'elasticache', sourceOwner: ACCOUNT });
    }
    await story.wait(600);
    expect(await story.names()).toEqual(before);
    expect(story.alarms()).toEqual([]);
  });
});
