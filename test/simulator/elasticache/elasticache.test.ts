import { ElastiCache } from './elasticache';
import { VirtualClock } from '../clock/virtual-clock';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:events';
const HOUR = 60 * 60 * 1000;

let clock: VirtualClock;
let published: string[];
let elasticache: ElastiCache;

beforeEach(() => {
  clock = new VirtualClock();
  published = [];
  elasticache = new ElastiCache(clock, {
    account: '111122223333',
    region: 'us-east-1',
    publish: async (topicArn, message) => {
      published.push(`${topicArn} ${message}`);
      return topicArn === TOPIC ? 'delivered' : 'refused';
    },
  });
});

describe('a new group', () => {
  test('is published to its topic, which the first refusal makes inactive', async () => {
    const [heard, refused] = await Promise.all([
      elasticache.createReplicationGroup({ id: 'heard', replicas: 0, topicArn: TOPIC }),
      elasticache.createReplicationGroup({ id: 'unheard', replicas: 0, topicArn: 'arn:aws:sns:us-east-1:111122223333:closed' }),
    ]);
    expect(published[0]).toBe(`${TOPIC} {"ElastiCache:CreateReplicationGroupComplete":"heard"}`);
    expect([heard.topicStatus, refused.topicStatus]).toEqual(['active', 'inactive']);
  });

  test('has its nodes in different Availability Zones, at addresses of their own', async () => {
    const { nodes } = await elasticache.createReplicationGroup({ id: 'testdns', replicas: 3 });
    expect(nodes.map(({ availabilityZone }) => availabilityZone)).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1a']);
    expect(new Set(nodes.map(({ ip }) => ip)).size).toBe(4);
  });

  test('may have nodes of any name', async () => {
    const { nodes } = await elasticache.createReplicationGroup({ id: 'TestDNS', replicas: 1, nodeIds: ['first', 'second'] });
    expect(nodes.map(({ id, role }) => `${id} ${role}`)).toEqual(['first primary', 'second replica']);
    expect(elasticache.group('testdns').id).toBe('testdns');
  });

  test.each([['1st'], ['a--b'], ['a-'], ['a'.repeat(41)], ['a_b'], ['']])('is not called %p', async (id) => {
    await expect(elasticache.createReplicationGroup({ id, replicas: 0 })).rejects.toMatchObject({ code: 'InvalidParameterValue' });
  });

  test('has a name that no other has, and five replicas at most', async () => {
    await elasticache.createReplicationGroup({ id: 'testdns', replicas: 5 });
    await expect(elasticache.createReplicationGroup({ id: 'TESTDNS', replicas: 0 })).rejects.toMatchObject({ code: 'ReplicationGroupAlreadyExists' });
    await expect(elasticache.createReplicationGroup({ id: 'other', replicas: 6 })).rejects.toMatchObject({ code: 'InvalidParameterValue' });
  });
});

describe('endpoint names', () => {
  test('lead to nodes, to the primary, and to a replica that answers or else the primary', async () => {
    const group = await elasticache.createReplicationGroup({ id: 'testdns', replicas: 1 });
    const [first, second] = group.nodes;
    const names = [first.address!, elasticache.names.primary('testdns', false), elasticache.names.reader('testdns', false), 'other'];
    const addresses = () => names.map((name) => elasticache.nodeAddress(name));
    expect(addresses()).toEqual([first.ip, first.ip, second.ip, undefined]);
    await group.failover();
    expect(addresses()).toEqual([first.ip, second.ip, second.ip, undefined]);
    await clock.advance(HOUR);
    expect(addresses()).toEqual([first.ip, second.ip, first.ip, undefined]);
  });

  test('abbreviate the Region', async () => {
    const other = new ElastiCache(clock, { account: '111122223333', region: 'ap-southeast-2', publish: async () => 'delivered' });
    expect(other.names.node('testdns', 'testdns-001', false)).toMatch(/^testdns-001\.\w{6}\.0001\.apse2\.cache\.amazonaws\.com$/);
  });
});

test('stale answers are those of a while ago, of groups, nodes and events alike', async () => {
  const group = await elasticache.createReplicationGroup({ id: 'testdns', replicas: 1 });
  await clock.advance(60_000);
  await group.failover();
  elasticache.staleBy(30_000);
  const roles = () => elasticache.describeReplicationGroups({ id: 'testdns' }).items[0].nodes.map(({ role }) => role);
  const failovers = () => elasticache.describeEvents({}).items.filter(({ message }) => message.startsWith('Failover')).length;
  expect([roles(), failovers()]).toEqual([['primary', 'replica'], 0]);
  expect(elasticache.describeCacheClusters({ id: 'testdns-001' }).items[0].node.role).toBe('primary');
  await clock.advance(30_000);
  expect([roles(), failovers()]).toEqual([['replica', 'primary'], 2]);
});

describe('the event log', () => {
  beforeEach(async () => {
    elasticache.logEvent('cache-cluster', 'a-001', 'long ago');
    await clock.advance(2 * HOUR);
    elasticache.logEvent('cache-cluster', 'a-001', 'node');
    elasticache.logEvent('replication-group', 'a', 'group');
    await clock.advance(1000);
  });

  test('answers with the last hour, unless asked for more', () => {
    expect(messages({})).toEqual(['group', 'node']);
    expect(messages({ duration: 180 })).toEqual(['group', 'node', 'long ago']);
    expect(messages({ startTime: clock.now() - 3 * HOUR, endTime: clock.now() - HOUR })).toEqual(['long ago']);
  });

  test('answers for one source', () => {
    expect(messages({ sourceType: 'replication-group' })).toEqual(['group']);
    expect(messages({ sourceType: 'cache-cluster', sourceIdentifier: 'b-001' })).toEqual([]);
  });

  test.each([
    ['a source without its type', 'InvalidParameterCombination', { sourceIdentifier: 'a' }],
    ['a start and a duration', 'InvalidParameterCombination', { startTime: Date.parse('2026-01-01T01:30:00Z'), duration: 10 }],
    ['a start more than 14 days ago', 'InvalidParameterValue', { startTime: Date.parse('2025-12-18T00:00:00Z') }],
    ['an end before the start', 'InvalidParameterValue', { startTime: Date.parse('2026-01-01T02:00:00Z'), endTime: Date.parse('2026-01-01T01:00:00Z') }],
    ['a page of ten', 'InvalidParameterValue', { maxRecords: 10 }],
    ['a page of more than a hundred', 'InvalidParameterValue', { maxRecords: 101 }],
    ['a marker of nobody', 'InvalidParameterValue', { marker: 'x' }],
  ])('refuses %s', (_, code, query) => {
    expect(() => elasticache.describeEvents(query)).toThrow(expect.objectContaining({ code }));
  });

  test('comes in pages that do not shift when events are added', () => {
    for (let number = 1; number <= 30; number += 1) elasticache.logEvent('cache-cluster', 'a-001', `event ${number}`);
    const first = elasticache.describeEvents({ maxRecords: 20 });
    elasticache.logEvent('cache-cluster', 'a-001', 'new');
    const second = elasticache.describeEvents({ maxRecords: 20, marker: first.marker });
    expect([first.items.at(-1)!.message, second.items[0].message, second.marker]).toEqual(['event 11', 'event 10', undefined]);
  });
});

function messages(query: Parameters<ElastiCache['describeEvents']>[0]): string[] {
  return elasticache.describeEvents(query).items.map(({ message }) => message);
}
