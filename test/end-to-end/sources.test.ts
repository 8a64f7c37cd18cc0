import { Story } from './story';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

const REFUSED = { kind: 'custom', status: 403, code: 'AccessDenied', message: 'not authorized' } as const;

describe('Promise 6: All of a claim\'s names move in one change batch or none do; trouble with one claim never delays another', () => {
  test.each([
    ['that cannot be described', 'elasticache:DescribeReplicationGroups', { kind: 'error' }],
    ['that the function may not describe', 'elasticache:DescribeReplicationGroups', REFUSED],
    ['whose description never comes', 'elasticache:DescribeReplicationGroups', { kind: 'hang' }],
    ['that is throttled for good', 'elasticache:DescribeReplicationGroups', { kind: 'throttle' }],
  ] as const)('of three groups, one %s stops no other one, and its trouble is told by its name', async (_, action, fault) => {
    await givenThreeGroups();
    story.aws.faults.on(action, { ...fault, when: ({ params }) => params.ReplicationGroupId === 'orders' });
    await Promise.all([story.failover('testdns-002'), story.group('bills').failover('bills-003')]);
    await story.wait(60);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    expect(await story.names('read.bills')).toEqual({ 'read1.bills': 'bills-002', 'read2.bills': 'bills-002' });
    expect(story.log().find((line) => line.startsWith('read.orders: '))).toMatch(/^read\.orders: failed, because replication group orders could not be read: /);
    await story.wait(600);
    expect(story.alarms()).toContain('PassesFailed');
  });

  test('a group that was sick and recovers is followed again', async () => {
    await givenThreeGroups();
    story.aws.faults.on('elasticache:DescribeReplicationGroups', { kind: 'error', when: ({ params }) => params.ReplicationGroupId === 'orders' });
    await story.failover('orders-002', 'orders');
    await story.wait(60);
    story.aws.faults.clear();
    await story.wait(60);
    expect(await story.names('read.orders')).toEqual({ 'read1.orders': 'orders-003', 'read2.orders': 'orders-003' });
  });
});

describe('A function', () => {
  test('that may not read the event log says so at once, and leaves the primary nevertheless', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    const told = story.log().length;
    story.aws.faults.on('elasticache:DescribeEvents', REFUSED);
    await story.failover('testdns-002');
    await story.wait(20);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    expect([...new Set(story.log().slice(told))]).toEqual([
      'readonly1: testdns-002 -> testdns-003, because testdns-002 became primary',
      expect.stringMatching(/^readonly: failed, because the event log of testdns could not be read: AccessDenied: DescribeEvents failed with HTTP 403: /),
    ]);
    await story.wait(1200);
    expect(Object.values(await story.names())).not.toContain('testdns-001');
    expect(story.alarms()).toContain('PassesFailed');
    story.aws.faults.clear();
    await story.wait(600);
    expect(Object.values(await story.names())).toContain('testdns-001');
  });

  test('whose reads of the event log are throttled for good does the same', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    story.aws.faults.on('elasticache:DescribeEvents', { kind: 'throttle' });
    await story.failover('testdns-002');
    await story.wait(20);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    expect(story.log().at(-1)).toMatch(/^readonly: failed, because the event log of testdns could not be read: ThrottlingException: DescribeEvents failed with HTTP 400: /);
    await story.wait(1200);
    expect(Object.values(await story.names())).not.toContain('testdns-001');
    expect(story.alarms()).toContain('PassesFailed');
  });

  test('that may not read the statuses of nodes says so at once, and leaves the primary nevertheless', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    story.aws.faults.on('elasticache:DescribeCacheClusters', REFUSED);
    await story.failover('testdns-002');
    await story.wait(20);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    expect(story.log().at(-1)).toMatch(/^readonly: failed, because the statuses of the nodes of testdns could not be read: AccessDenied: /);
  });

  test('that may not list all nodes asks for each of its group', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    story.aws.faults.on('elasticache:DescribeCacheClusters', { ...REFUSED, when: ({ params }) => params.CacheClusterId === undefined });
    await story.failover('testdns-002');
    await story.wait(1200);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001', ReadOnly2: 'testdns-003' });
    expect(story.alarms()).toEqual([]);
  });

  test('that is throttled by the event log once writes what is certain, and tries again', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    story.aws.faults.on('elasticache:DescribeEvents', { kind: 'throttle', times: 2 });
    await story.failover('testdns-002');
    await story.wait(20);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    await story.wait(600);
    expect(story.log().filter((line) => line.includes('failed'))).toEqual([]);
    expect(story.alarms()).toEqual([]);
  });
});

describe('A group on its way to cluster mode (compatible)', () => {
  test('is followed as long as it shows roles and read endpoints', async () => {
    await story.deployGroup({ replicas: 2 });
    story.group().set({ clusterMode: 'compatible' });
    await story.failover('testdns-002');
    await story.wait(20);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
  });

  test('is in doubt, and told so in words, when it shows them no more', async () => {
    await story.deployGroup({ replicas: 2 });
    const nodes = Object.fromEntries(story.group().nodes.map(({ id }) => [id, { role: undefined, address: undefined }]));
    story.group().set({ clusterMode: 'compatible', nodes });
    await story.wait(310);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
    expect(story.log().at(-1)).toBe('readonly: doubt, because testdns is becoming a cluster (compatible) and shows no roles');
  });
});

async function givenThreeGroups(): Promise<void> {
  await story.deploy(({ replicationGroup, names }) => {
    replicationGroup('testdns', 2);
    names();
    for (const id of ['orders', 'bills']) {
      replicationGroup(id, 2);
      names({ cnamePrefix: `read.${id}` }, id);
    }
  });
  await story.wait(400);
}
