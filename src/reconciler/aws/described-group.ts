import type { CacheCluster, Event, NodeGroupMember, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { GroupView, Lost, Member, NodeEvent } from '../decide/group-view';

/** ElastiCache's words in the event log, of the node that the event is of. */
const SAID_OF_A_NODE: readonly (readonly [RegExp, NodeEvent['kind']])[] = [
  [/^recovering cache node/i, 'recovering'],
  [/^finished recovery/i, 'recovered'],
  [/^cache node \w+ restarted/i, 'restarted'],
  [/^cache cluster patched/i, 'restarted'],
];
/** The first name in a failover's line is the node that was demoted, the second the one that was promoted. */
const FAILOVER = /^failover from \w+ node (\S+) to \w+ node (\S+) completed/i;

/** The nodes of a group, as far as it says. */
export function nodesOf(group: ReplicationGroup): string[] {
  return [...membersOf(group).keys()];
}

/** What the three answers say together about one group. */
export function describedGroup(
  group: ReplicationGroup, clusterOf: ReadonlyMap<string, CacheCluster>, events: readonly Event[], lost: Lost = {},
): GroupView {
  const members = [...membersOf(group)];
  const compatible = group.ClusterMode === 'compatible';
  return {
    id: group.ReplicationGroupId!.toLowerCase(),
    status: group.Status ?? 'unknown',
    clusterMode: !compatible && (group.ClusterMode === 'enabled' || group.ClusterEnabled === true),
    ...compatible && members.every(([, { CurrentRole }]) => CurrentRole === undefined) && { becomingCluster: true },
    ...group.AutomaticFailover === 'disabled' && { promotedByHand: true },
    members: members.map(([node, { CurrentRole, ReadEndpoint }]): Member => {
      const cluster = clusterOf.get(node);
      return {
        node,
        role: CurrentRole,
        address: ReadEndpoint?.Address?.toLowerCase(),
        status: statusOf(cluster),
        createdAt: cluster?.CacheClusterCreateTime && seconds(cluster.CacheClusterCreateTime),
        topicArn: cluster?.NotificationConfiguration?.TopicArn,
        topicStatus: cluster?.NotificationConfiguration?.TopicStatus,
      };
    }),
    events: events.flatMap(nodeEvents),
    ...(lost.events ?? lost.statuses) !== undefined && { lost },
  };
}

/** Each node once. What two entries for the same node do not agree on is not known. */
function membersOf({ NodeGroups = [] }: ReplicationGroup): ReadonlyMap<string, NodeGroupMember> {
  const members = new Map<string, NodeGroupMember>();
  for (const member of NodeGroups.flatMap(({ NodeGroupMembers = [] }) => NodeGroupMembers)) {
    const { CacheClusterId: node, CurrentRole, ReadEndpoint } = member;
    if (node === undefined) continue;
    const other = members.get(node) ?? member;
    members.set(node, {
      CurrentRole: other.CurrentRole === CurrentRole ? CurrentRole : undefined,
      ReadEndpoint: other.ReadEndpoint?.Address === ReadEndpoint?.Address ? ReadEndpoint : undefined,
    });
  }
  return members;
}

/** A cache cluster of a replication group has one node; whichever of the two is not well says more. */
function statusOf(cluster: CacheCluster | undefined): string | undefined {
  const [node] = cluster?.CacheNodes ?? [];
  return node?.CacheNodeStatus !== undefined && node.CacheNodeStatus !== 'available' ? node.CacheNodeStatus : cluster?.CacheClusterStatus;
}

function nodeEvents({ SourceIdentifier: node, Message: message = '', Date: date }: Event): NodeEvent[] {
  if (node === undefined || date === undefined) return [];
  const at = seconds(date);
  const said = SAID_OF_A_NODE.find(([words]) => words.test(message));
  if (said !== undefined) return [{ node, kind: said[1], at }];
  const [, demoted, promoted] = FAILOVER.exec(message) ?? [];
  return demoted === undefined ? [] : [{ node: demoted, kind: 'demoted', at }, { node: promoted, kind: 'promoted', at }];
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
