import type { NodeGroupMember, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { describedGroup, nodesOf } from '../../../src/reconciler/aws/described-group';

const MADE = new Date('2026-01-01T00:00:00.900Z');
const PRIMARY: NodeGroupMember = { CacheClusterId: 'orders-001', CurrentRole: 'primary', ReadEndpoint: { Address: 'Orders-001.example', Port: 6379 } };
const REPLICA: NodeGroupMember = { CacheClusterId: 'orders-002', CurrentRole: 'replica', ReadEndpoint: { Address: 'orders-002.example', Port: 6379 } };

test('a group is what ElastiCache says of it', () => {
  const clusters = new Map([['orders-001', { CacheClusterId: 'orders-001', CacheClusterStatus: 'available', CacheClusterCreateTime: MADE }]]);

  expect(describedGroup(given({ Status: 'available', ClusterEnabled: false, ClusterMode: 'disabled', AutomaticFailover: 'enabled' }), clusters, [])).toEqual({
    id: 'orders',
    status: 'available',
    clusterMode: false,
    members: [
      { node: 'orders-001', role: 'primary', address: 'orders-001.example', status: 'available', createdAt: 1_767_225_600 },
      { node: 'orders-002', role: 'replica', address: 'orders-002.example' },
    ],
    events: [],
  });
});

test.each<[string, Partial<ReplicationGroup>, object]>([
  ['whose cluster mode is enabled', { ClusterMode: 'enabled', ClusterEnabled: true }, { clusterMode: true }],
  ['of an answer that knows no cluster mode but that it is enabled', { ClusterEnabled: true }, { clusterMode: true }],
  ['on its way to cluster mode, with roles,', { ClusterMode: 'compatible', ClusterEnabled: true }, { clusterMode: false }],
  ['on its way to cluster mode, without roles,', { ClusterMode: 'compatible', ClusterEnabled: true, NodeGroups: [{ NodeGroupMembers: [{ CacheClusterId: 'orders-001' }] }] },
    { clusterMode: false, becomingCluster: true }],
  ['whose automatic failover is disabled', { AutomaticFailover: 'disabled' }, { promotedByHand: true }],
  ['whose automatic failover is being disabled', { AutomaticFailover: 'disabling' }, {}],
])('a group %s is seen as such', (_, answer, seen) => {
  const { clusterMode, becomingCluster, promotedByHand } = describedGroup(given(answer), new Map(), []);

  expect({ clusterMode, becomingCluster, promotedByHand }).toEqual({ clusterMode: false, ...seen });
});

describe('a node that is listed twice', () => {
  test('is one node', () => {
    const group = given({ NodeGroups: [{ NodeGroupMembers: [PRIMARY, REPLICA] }, { NodeGroupMembers: [REPLICA] }] });

    expect(nodesOf(group)).toEqual(['orders-001', 'orders-002']);
    expect(describedGroup(group, new Map(), []).members).toMatchObject([{ node: 'orders-001' }, { node: 'orders-002', role: 'replica', address: 'orders-002.example' }]);
  });

  test('and differs has no role or endpoint that is known', () => {
    const other = { ...REPLICA, CurrentRole: 'primary', ReadEndpoint: { Address: 'other.example' } };
    const [, node] = describedGroup(given({ NodeGroups: [{ NodeGroupMembers: [PRIMARY, REPLICA, other] }] }), new Map(), []).members;

    expect(node).toEqual({ node: 'orders-002' });
  });
});

test.each<[string, Partial<ReplicationGroup>]>([
  ['no node groups', { NodeGroups: undefined }],
  ['a node group without members', { NodeGroups: [{}] }],
  ['a member without id', { NodeGroups: [{ NodeGroupMembers: [{ CurrentRole: 'primary' }] }] }],
])('%s: no nodes', (_, answer) => {
  expect(describedGroup(given(answer), new Map(), []).members).toEqual([]);
});

function given(answer: Partial<ReplicationGroup>): ReplicationGroup {
  return { ReplicationGroupId: 'Orders', NodeGroups: [{ NodeGroupMembers: [PRIMARY, REPLICA] }], ...answer };
}
