import { ElastiCache } from './elasticache';
import { ReplicationGroup } from './replication-group';
import { VirtualClock } from '../clock/virtual-clock';
import { NodeBackend } from '../redis/node-backend';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:events';

let clock: VirtualClock;
let answer: 'delivered' | 'refused';
let published: string[];
let processes: string[];
let elasticache: ElastiCache;
let group: ReplicationGroup;

beforeEach(async () => {
  clock = new VirtualClock();
  answer = 'delivered';
  published = [];
  processes = [];
  elasticache = new ElastiCache(clock, { account: '111122223333', region: 'us-east-1', publish, backend });
  group = await elasticache.createReplicationGroup({ id: 'testdns', replicas: 2, topicArn: TOPIC });
  published = [];
  processes = [];
});

describe('a failover', () => {
  test('is told at once, and the dead primary is an available replica for ten minutes', async () => {
    await group.failover('testdns-003');
    expect(published).toEqual(['{"ElastiCache:FailoverComplete":"testdns"}']);
    expect(nodes()).toEqual(['testdns-001 replica available dead', 'testdns-002 replica available alive', 'testdns-003 primary available alive']);
    expect(group.status).toBe('available');
    await clock.advance(82_999);
    expect(events()).toEqual(['testdns-001 Failover from master node testdns-001 to replica node testdns-003 completed', 'testdns Failover from master node testdns-001 to replica node testdns-003 completed']);
    await clock.advance(1);
    expect(events().at(-1)).toBe('testdns-001 Recovering cache nodes 0001');
    await clock.advance(539_999);
    expect(nodes()[0]).toBe('testdns-001 replica available dead');
    await clock.advance(1);
    expect(nodes()[0]).toBe('testdns-001 replica available alive');
    expect(events().at(-1)).toBe('testdns-001 Finished recovery for cache nodes 0001');
    expect(published.slice(1)).toEqual(['{"ElastiCache:CacheNodeReplaceStarted":"testdns-001"}', '{"ElastiCache:CacheNodeReplaceComplete":"testdns-001"}']);
  });

  test('kills a process, promotes another, and rebuilds the first as its replica', async () => {
    await group.failover('testdns-003');
    expect(processes).toEqual(['kill testdns-001', 'promote testdns-003 followed by testdns-002']);
    await clock.advance(623_000);
    expect(processes.at(-1)).toBe('start testdns-001 of testdns-003');
  });

  test('takes a replica that serves when none is named', async () => {
    await group.crash('testdns-002');
    await group.failover();
    expect(group.primary.id).toBe('testdns-003');
  });

  test('takes its time when the story says so', async () => {
    const done = group.failover(undefined, { detection: 63_000 });
    await clock.advance(62_999);
    expect(group.primary.id).toBe('testdns-001');
    await clock.advance(1);
    await done;
    expect(group.primary.id).toBe('testdns-002');
  });

  test('without rebuild leaves the old primary serving', async () => {
    await group.failover('testdns-002', { rebuild: false });
    await clock.advance(900_000);
    expect(nodes()[0]).toBe('testdns-001 replica available alive');
    expect(processes).toEqual(['promote testdns-002 followed by testdns-001,testdns-003']);
    expect(events()).toHaveLength(2);
  });

  test('needs a replica that lives', async () => {
    await group.crash('testdns-002');
    await group.crash('testdns-003');
    await expect(group.failover()).rejects.toThrow('No replica of testdns can be promoted.');
    await expect(group.failover('testdns-002')).rejects.toThrow('No replica of testdns can be promoted.');
    await expect(group.failover('testdns-009')).rejects.toThrow('no node testdns-009 in replication group testdns, got: testdns-001, testdns-002, testdns-003');
  });
});

describe('a node', () => {
  test('dies without anybody knowing, until that is noticed', async () => {
    await group.crash('testdns-002');
    await clock.advance(60_000);
    expect([nodes()[1], events(), published]).toEqual(['testdns-002 replica available dead', [], []]);
    group.notice('testdns-002');
    await clock.advance(540_000);
    expect([nodes()[1], events()]).toEqual([
      'testdns-002 replica available alive', ['testdns-002 Recovering cache nodes 0001', 'testdns-002 Finished recovery for cache nodes 0001'],
    ]);
  });

  test('is not noticed while it lives, nor when it is the primary', async () => {
    expect(() => group.notice('testdns-002')).toThrow('only a crashed replica is noticed, got: testdns-002, alive, replica');
    await group.crash('testdns-001');
    expect(() => group.notice('testdns-001')).toThrow('only a crashed replica is noticed, got: testdns-001, crashed, primary');
  });

  test('is away for a minute when it is rebooted, and keeps its role', async () => {
    await group.reboot('testdns-001');
    expect(nodes()[0]).toBe('testdns-001 primary rebooting cluster nodes dead');
    await clock.advance(60_000);
    expect([nodes()[0], published]).toEqual(['testdns-001 primary available alive', ['{"ElastiCache:CacheNodesRebooted":"testdns-001"}']]);
  });
});

describe('the number of replicas', () => {
  test('grows while the group says available long before the new node does', async () => {
    await group.addReplica();
    expect([group.status, nodes()[3]]).toEqual(['modifying', 'testdns-004 replica creating dead']);
    await clock.advance(60_000);
    expect([group.status, nodes()[3]]).toEqual(['available', 'testdns-004 replica creating dead']);
    await clock.advance(240_000);
    expect([nodes()[3], processes]).toEqual(['testdns-004 replica available alive', ['start testdns-004 of testdns-001']]);
    expect(published).toEqual([
      '{"ElastiCache:ReplicationGroupIncreaseReplicaCountStarted":"testdns"}',
      '{"ElastiCache:CacheClusterProvisioningComplete":"testdns-004"}',
      '{"ElastiCache:ReplicationGroupIncreaseReplicaCountFinished":"testdns-004"}',
    ]);
  });

  test('shrinks by a node that is gone at once and listed for minutes', async () => {
    await group.removeReplica('testdns-002');
    expect([nodes()[1], processes]).toEqual(['testdns-002 replica deleting dead', ['kill testdns-002']]);
    await clock.advance(180_000);
    expect(group.nodes.map(({ id }) => id)).toEqual(['testdns-001', 'testdns-003']);
    expect(published).toEqual(['{"ElastiCache:DeleteCacheClusterComplete":"testdns-002"}']);
  });

  test('is five at most, and never counts the primary', async () => {
    for (const id of ['a', 'b', 'c']) await group.addReplica(id);
    await expect(group.addReplica()).rejects.toMatchObject({ code: 'InvalidParameterValue' });
    await expect(group.addReplica('a')).rejects.toMatchObject({ code: 'CacheClusterAlreadyExists' });
    await expect(group.removeReplica('testdns-001')).rejects.toMatchObject({ code: 'InvalidReplicationGroupState' });
  });

  test('may shrink by a node that is being rebuilt', async () => {
    await group.failover('testdns-002');
    await group.removeReplica('testdns-001');
    await clock.advance(900_000);
    expect(events().filter((text) => text.includes('recover'))).toEqual([]);
  });
});

describe('the topic', () => {
  test('becomes inactive at the first refusal, and stays so', async () => {
    answer = 'refused';
    await group.failover();
    answer = 'delivered';
    await clock.advance(900_000);
    expect([published.length, group.topicStatus]).toEqual([1, 'inactive']);
    group.setTopic(TOPIC);
    await group.reboot('testdns-003');
    await clock.advance(60_000);
    expect([published.length, group.topicStatus]).toEqual([2, 'active']);
  });

  test('gets nothing when there is none', async () => {
    group.setTopic(undefined);
    await group.failover();
    expect([published, group.topicStatus]).toEqual([[], undefined]);
  });
});

test('a migration to TLS gives every node another name', () => {
  const before = group.nodes[1].address!;
  group.renameEndpoints();
  expect(group.nodes[1].address).toMatch(/^testdns-002\.testdns\.\w{6}\.use1\.cache\.amazonaws\.com$/);
  expect([elasticache.nodeAddress(before), elasticache.nodeAddress(group.nodes[1].address!)]).toEqual([undefined, group.nodes[1].ip]);
});

test('a state may be as odd as a story wants', () => {
  group.set({ status: 'modifying', nodes: { 'testdns-002': { role: 'primary' }, 'testdns-003': { role: undefined, address: undefined } } });
  expect(nodes()).toEqual(['testdns-001 primary available alive', 'testdns-002 primary available alive', 'testdns-003 undefined available alive']);
  expect(() => group.set({ nodes: { other: {} } })).toThrow('no node other in replication group testdns');
});

test('nothing happens any more to a group that was deleted', async () => {
  await group.failover();
  await elasticache.deleteReplicationGroup('testdns');
  published = [];
  await clock.advance(900_000);
  expect([published, processes.filter((text) => text.startsWith('start'))]).toEqual([[], []]);
});

async function publish(_topicArn: string, message: string) {
  published.push(message);
  return answer;
}

const backend: NodeBackend = {
  async start(nodeId, primary) {
    processes.push(`start ${nodeId} of ${primary}`);
    return { ip: `127.0.0.${Number(nodeId.slice(-3)) || 9}`, port: 6400 };
  },
  async promote(nodeId, followers) { processes.push(`promote ${nodeId} followed by ${followers}`); },
  async kill(nodeId) { processes.push(`kill ${nodeId}`); },
  async remove(nodeId) { processes.push(`remove ${nodeId}`); },
};

function nodes(): string[] {
  return group.nodes.map(({ id, role, status, alive }) => `${id} ${role} ${status} ${alive ? 'alive' : 'dead'}`);
}

function events(): string[] {
  const { items } = elasticache.describeEvents({ duration: 60 });
  return items.map(({ sourceIdentifier, message }) => `${sourceIdentifier} ${message}`).filter((text) => !text.endsWith('created')).reverse();
}
