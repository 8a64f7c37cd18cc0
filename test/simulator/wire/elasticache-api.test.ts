import {
  DecreaseReplicaCountCommand, DescribeCacheClustersCommand, DescribeEventsCommand, DescribeReplicationGroupsCommand, ElastiCacheClient,
  IncreaseReplicaCountCommand, ModifyReplicationGroupCommand, TestFailoverCommand,
} from '@aws-sdk/client-elasticache';
import { VirtualClock } from '../clock/virtual-clock';
import { ElastiCache } from '../elasticache/elasticache';
import { Faults } from '../faults';
import { ApiServer } from './api-server';
import { Iam } from '../iam/iam';
import { Route53 } from '../route53/route53';

const ROLE = 'arn:aws:iam::111122223333:role/reader';
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:events';

let clock: VirtualClock;
let iam: Iam;
let faults: Faults;
let elasticache: ElastiCache;
let server: ApiServer;
let client: ElastiCacheClient;
let operator: ElastiCacheClient;

beforeEach(async () => {
  clock = new VirtualClock();
  iam = new Iam(clock);
  faults = new Faults();
  elasticache = new ElastiCache(clock, { account: '111122223333', region: 'us-east-1', publish: async () => 'delivered' });
  server = await ApiServer.start({ clock, iam, route53: new Route53(clock), elasticache, faults });
  iam.putRole({ roleArn: ROLE, assumableBy: 'lambda.amazonaws.com' });
  allow('elasticache:Describe*', '*');
  client = clientOf(iam.credentialsFor(ROLE));
  operator = clientOf({ accessKeyId: 'operator', secretAccessKey: 'any' });
});

afterEach(async () => {
  client.destroy();
  operator.destroy();
  await server.close();
});

test('a group shows the role and the read endpoint of every node', async () => {
  await elasticache.createReplicationGroup({ id: 'testdns', replicas: 1 });
  const { ReplicationGroups } = await client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'TestDNS' }));
  expect(ReplicationGroups).toMatchObject([{
    ReplicationGroupId: 'testdns',
    Status: 'available',
    MemberClusters: ['testdns-001', 'testdns-002'],
    AutomaticFailover: 'enabled',
    ClusterEnabled: false,
    ClusterMode: 'disabled',
    ARN: 'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:testdns',
    ReplicationGroupCreateTime: new Date(clock.now()),
    NodeGroups: [{
      NodeGroupId: '0001',
      Status: 'available',
      PrimaryEndpoint: { Address: expect.stringMatching(/^testdns\.\w{6}\.ng\.0001\.use1\.cache\.amazonaws\.com$/), Port: 6379 },
      NodeGroupMembers: [
        { CacheClusterId: 'testdns-001', CacheNodeId: '0001', CurrentRole: 'primary', ReadEndpoint: { Address: expect.stringMatching(/^testdns-001\.\w{6}\.0001\.use1\.cache\.amazonaws\.com$/), Port: 6379 } },
        { CacheClusterId: 'testdns-002', CacheNodeId: '0001', CurrentRole: 'replica', PreferredAvailabilityZone: 'us-east-1b' },
      ],
    }],
  }]);
});

test('with TLS the names of the nodes hold the name of the group', async () => {
  await elasticache.createReplicationGroup({ id: 'testdns', replicas: 0, tls: true });
  const { ReplicationGroups } = await client.send(new DescribeReplicationGroupsCommand({}));
  expect(ReplicationGroups![0]).toMatchObject({ TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' });
  expect(ReplicationGroups![0].NodeGroups![0].NodeGroupMembers![0].ReadEndpoint!.Address).toMatch(/^testdns-001\.testdns\.\w{6}\.use1\.cache\.amazonaws\.com$/);
});

test('with cluster mode enabled nodes show neither role nor endpoint', async () => {
  await elasticache.createReplicationGroup({ id: 'testdns', replicas: 1, clusterEnabled: true });
  const { ReplicationGroups } = await client.send(new DescribeReplicationGroupsCommand({}));
  expect(ReplicationGroups![0]).toMatchObject({ ClusterEnabled: true, ClusterMode: 'enabled', ConfigurationEndpoint: { Port: 6379 } });
  expect(Object.keys(ReplicationGroups![0].NodeGroups![0].NodeGroupMembers![0])).toEqual(['CacheClusterId', 'CacheNodeId', 'PreferredAvailabilityZone']);
});

test('only the nodes show the topic, and their own nodes only when asked', async () => {
  await elasticache.createReplicationGroup({ id: 'testdns', replicas: 1, topicArn: TOPIC });
  const { CacheClusters } = await client.send(new DescribeCacheClustersCommand({}));
  expect(CacheClusters).toMatchObject([
    { CacheClusterId: 'testdns-001', CacheClusterStatus: 'available', ReplicationGroupId: 'testdns', NotificationConfiguration: { TopicArn: TOPIC, TopicStatus: 'active' } },
    { CacheClusterId: 'testdns-002', NumCacheNodes: 1 },
  ]);
  expect(CacheClusters![0]).not.toHaveProperty('CacheNodes');
  const asked = await client.send(new DescribeCacheClustersCommand({ CacheClusterId: 'testdns-002', ShowCacheNodeInfo: true }));
  expect(asked.CacheClusters![0].CacheNodes).toMatchObject([{ CacheNodeId: '0001', CacheNodeStatus: 'available', Endpoint: { Port: 6379 } }]);
});

test('answers come in pages that a marker leads through', async () => {
  for (let number = 10; number < 35; number += 1) await elasticache.createReplicationGroup({ id: `group${number}`, replicas: 0 });
  const first = await client.send(new DescribeCacheClustersCommand({ MaxRecords: 20 }));
  const second = await client.send(new DescribeCacheClustersCommand({ MaxRecords: 20, Marker: first.Marker }));
  expect([first.CacheClusters!.length, second.CacheClusters!.map(({ CacheClusterId }) => CacheClusterId), second.Marker]).toEqual([
    20, ['group30-001', 'group31-001', 'group32-001', 'group33-001', 'group34-001'], undefined,
  ]);
  await expect(client.send(new DescribeCacheClustersCommand({ MaxRecords: 5 }))).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
});

test('unknown groups and nodes are faults by their codes', async () => {
  await expect(client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'other' }))).rejects.toMatchObject({
    name: 'ReplicationGroupNotFoundFault', message: 'ReplicationGroup other not found.', $metadata: { httpStatusCode: 404 },
  });
  await expect(client.send(new DescribeCacheClustersCommand({ CacheClusterId: 'other-001' }))).rejects.toMatchObject({ name: 'CacheClusterNotFoundFault' });
});

test('a TestFailover is told in the event log, the newest event first', async () => {
  await elasticache.createReplicationGroup({ id: 'testdns', replicas: 2 });
  await operator.send(new TestFailoverCommand({ ReplicationGroupId: 'testdns', NodeGroupId: '0001' }));
  await clock.advance(15 * 60_000);
  const { Events } = await client.send(new DescribeEventsCommand({ Duration: 60 }));
  const start = Date.parse('2026-01-01T00:00:00Z');
  expect(Events!.map((event) => [(event.Date!.getTime() - start) / 1000, event.SourceType, event.SourceIdentifier, event.Message])).toEqual([
    [686, 'cache-cluster', 'testdns-001', 'Finished recovery for cache nodes 0001'],
    [146, 'cache-cluster', 'testdns-001', 'Recovering cache nodes 0001'],
    [63, 'replication-group', 'testdns', 'Failover from master node testdns-001 to replica node testdns-002 completed'],
    [63, 'cache-cluster', 'testdns-001', 'Failover from master node testdns-001 to replica node testdns-002 completed'],
    [0, 'replication-group', 'testdns', 'Test Failover API called for node group 0001'],
    [0, 'replication-group', 'testdns', 'Replication group testdns created'],
  ]);
});

test('the operator changes the number of replicas', async () => {
  await elasticache.createReplicationGroup({ id: 'testdns', replicas: 1 });
  await operator.send(new IncreaseReplicaCountCommand({ ReplicationGroupId: 'testdns', NewReplicaCount: 2, ApplyImmediately: true }));
  await clock.advance(300_000);
  expect(elasticache.group('testdns').nodes.map(({ id, status }) => `${id} ${status}`)).toEqual(['testdns-001 available', 'testdns-002 available', 'testdns-003 available']);
  await operator.send(new DecreaseReplicaCountCommand({ ReplicationGroupId: 'testdns', ReplicasToRemove: ['testdns-002'], ApplyImmediately: true }));
  await clock.advance(300_000);
  expect(elasticache.group('testdns').nodes.map(({ id }) => id)).toEqual(['testdns-001', 'testdns-003']);
  await expect(operator.send(new IncreaseReplicaCountCommand({ ReplicationGroupId: 'testdns', NewReplicaCount: 1, ApplyImmediately: true })))
    .rejects.toMatchObject({ name: 'NoOperationFault' });
});

test('a call takes the permission for its resource', async () => {
  await elasticache.createReplicationGroup({ id: 'testdns', replicas: 1 });
  allow('elasticache:DescribeReplicationGroups', 'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:testdns');
  await expect(client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'testdns' }))).resolves.toBeDefined();
  for (const command of [new DescribeReplicationGroupsCommand({}), new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'other' })]) {
    await expect(client.send(command)).rejects.toMatchObject({ name: 'AccessDenied' });
  }
  await expect(client.send(new DescribeEventsCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(client.send(new TestFailoverCommand({ ReplicationGroupId: 'testdns', NodeGroupId: '0001' }))).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('a throttled call is ThrottlingException', async () => {
  faults.on('elasticache:DescribeEvents', { kind: 'throttle', times: 1 });
  await expect(client.send(new DescribeEventsCommand({}))).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
});

test('an action or a parameter that is not modelled is an error by name', async () => {
  await expect(operator.send(new ModifyReplicationGroupCommand({ ReplicationGroupId: 'testdns' }))).rejects.toMatchObject({ name: 'NotModelled' });
  await expect(operator.send(new DecreaseReplicaCountCommand({ ReplicationGroupId: 'x', ApplyImmediately: true, ReplicaConfiguration: [{ NodeGroupId: '0001', NewReplicaCount: 1 }] })))
    .rejects.toMatchObject({ name: 'NotModelled' });
  expect(server.notModelled).toEqual([
    expect.stringContaining('the action elasticache:ModifyReplicationGroup'),
    expect.stringContaining('the parameter ReplicaConfiguration.ConfigureShard.1.NodeGroupId of elasticache:DecreaseReplicaCount'),
  ]);
});

function allow(action: string, resource: string): void {
  iam.putInlinePolicy(ROLE, 'permissions', { Statement: { Effect: 'Allow', Action: action, Resource: resource } });
}

function clientOf(credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }): ElastiCacheClient {
  return new ElastiCacheClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
}
