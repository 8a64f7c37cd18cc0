import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Story } from './story';
import { ZONE } from './synthesize';

const MOVE = 'readonly1: testdns-002 -> testdns-003, because testdns-002 became primary';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Every move', () => {
  test('is one log line and the comment of its change batch', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.failover('testdns-002');
    await story.wait(900);
    const moves = [
      'readonly1: none -> testdns-002, because the name is new',
      'readonly2: none -> testdns-003, because the name is new',
      MOVE,
      'readonly1: testdns-003 -> testdns-001, because the names level out',
    ];
    expect(story.log()).toEqual(moves);
    expect(story.comments()).toEqual([`${moves[0]}; ${moves[1]}`, moves[2], moves[3]]);
  });
});

describe('What is not right', () => {
  test('is a log line that begins with the claim and says why', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    const told = story.log().length;
    story.group().set({ nodes: { 'testdns-002': { role: 'primary' } } });
    await story.wait(300);
    story.group().set({ nodes: { 'testdns-002': { role: 'replica' } } });
    story.group().setTopic(story.group().topicArn!, 'inactive');
    story.zone.remove(`readonly1.${ZONE}`, 'CNAME');
    story.zone.put({ name: `readonly1.${ZONE}`, type: 'CNAME', ttl: 5, values: ['elsewhere.example.com'] });
    await story.wait(300);
    await story.clock.during(story.aws.elasticache.deleteReplicationGroup('testdns'));
    await story.wait(300);
    expect([...new Set(story.log().slice(told))]).toEqual([
      'readonly: doubt, because testdns shows 2 primaries among 3 members',
      `readonly1.${ZONE}: contested, somebody else's record stands there: CNAME elsewhere.example.com ttl 5`,
      'readonly: the topic of testdns-001 is inactive, the topic of testdns-002 is inactive, the topic of testdns-003 is inactive',
      'readonly: failed, because replication group testdns was not found',
    ]);
  });
});

describe('{"action":"plan"}', () => {
  test('returns nodes, current, desired, changes and conflicts of every claim, and writes nothing', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    story.aws.sns.delivery.drop(1000);
    story.zone.remove(`readonly2.${ZONE}`, 'CNAME');
    story.zone.put({ name: `readonly2.${ZONE}`, type: 'CNAME', ttl: 5, values: ['elsewhere.example.com'] });
    await story.failover('testdns-002');
    const batches = story.zone.history.length;
    const addressOf = (node: string) => story.group().node(node).address;
    const { payload } = await story.clock.during(story.aws.lambda.invoke(story.functionName('reconcile'), { action: 'plan' }));
    expect(payload).toEqual({
      zone: ZONE,
      claims: [{
        prefix: 'readonly',
        result: 'right',
        holders: [{ claim: story.aws.cloudformation.stack('Shop').find('Custom::ReplicaEndpointDns').physicalId, stack: expect.stringMatching(/^Shop\//), since: expect.any(String) }],
        nodes: { 'testdns-001': 'down, because it was the primary and is not known to be back', 'testdns-002': 'is the primary', 'testdns-003': 'serves' },
        current: { [`readonly1.${ZONE}`]: addressOf('testdns-002'), [`readonly2.${ZONE}`]: 'elsewhere.example.com' },
        desired: { [`readonly1.${ZONE}`]: 'testdns-003', [`readonly2.${ZONE}`]: 'testdns-003' },
        changes: [MOVE],
        conflicts: [{ name: `readonly2.${ZONE}`, found: 'CNAME elsewhere.example.com ttl 5' }],
      }],
      notServed: [],
    });
    expect(story.zone.history).toHaveLength(batches);
  });

  test('lists a node that is down, a claim that cannot be read, and what others look after, each with its reason', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('orders', 1); names({ cnamePrefix: 'read.orders' }); }, 'Orders');
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('bills', 1);
      names({ cnamePrefix: 'read.bills', removalPolicy: RemovalPolicy.RETAIN });
    }, 'Bills');
    await story.destroy('Bills');
    const reconciler = / r=(\S+)/.exec(story.claims().find((text) => text.includes('g=testdns'))!)![1];
    put('newer', `v=2 r=${reconciler} x=1`);
    put('nobodys', 'v=spf1 -all');
    story.group().set({ nodes: { 'testdns-003': { status: 'rebooting cache cluster nodes' } } });
    await story.wait(320);

    expect(await plan()).toMatchObject({
      claims: [
        { prefix: 'readonly', nodes: { 'testdns-001': 'is the primary', 'testdns-002': 'serves', 'testdns-003': 'down, because it is rebooting cache cluster nodes' } },
        { prefix: 'newer', result: 'failed', reason: 'its record has format version 2, which this version of the library does not know' },
      ],
      notServed: expect.arrayContaining([
        { prefix: 'read.orders', reason: expect.stringMatching(/^it is addressed to another reconciler, got: [0-9a-f]{8}$/), holders: [expect.objectContaining({ stack: expect.stringMatching(/^Orders\//) })] },
        { prefix: 'read.bills', reason: 'it was retained by a stack that is gone' },
        { prefix: 'nobodys', reason: 'its record is not a claim of this library, got: TXT "v=spf1 -all"' },
      ]),
    });
    expect(story.log()).toContain('newer: failed, because its record has format version 2, which this version of the library does not know');
    expect(story.log()).toContain('nobodys: ignored, because its record is not a claim of this library, got: TXT "v=spf1 -all"');
    expect(story.log('Orders')).toContain('nobodys: ignored, because its record is not a claim of this library, got: TXT "v=spf1 -all"');
    expect(story.log('Orders').filter((line) => line.startsWith('newer'))).toEqual([]);
    await story.wait(900);
    expect(story.alarms()).toEqual(['NoPassSucceeded', 'PassesFailed']);
  });
});

function put(prefix: string, text: string): void {
  story.zone.put({ name: `${prefix}._replica-endpoint-dns.${ZONE}`, type: 'TXT', ttl: 60, values: [`"${text}"`] });
}

async function plan(): Promise<unknown> {
  return (await story.clock.during(story.aws.lambda.invoke(story.functionName('reconcile'), { action: 'plan' }))).payload;
}
