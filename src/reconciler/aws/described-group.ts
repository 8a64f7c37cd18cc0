import type { CacheCluster, Event, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { GroupView, Member, NodeEvent } from '../decide/group-view';

/** ElastiCache's words in the event log. The first name in a failover's line is the node that was demoted. */
const RECOVERING = /^recovering cache node/i;
const RECOVERED = /^finished recovery/i;
const FAILOVER = /^failover from \w+ node (\S+) to \w+ node \S+ completed/i;

/** The nodes of a group, as far as it says. */
export function nodesOf(group: ReplicationGroup): string[] {
  return membersOf(group).flatMap(({ CacheClusterId }) => CacheClusterId ?? []);
}

/** What the three answers say together about one group. */
export function describedGroup(group: ReplicationGroup, clusterOf: ReadonlyMap<string, CacheCluster>, events: readonly Event[]): GroupView {
  return {
    id: group.ReplicationGroupId!.toLowerCase(),
    status: group.Status ?? 'unknown',
    clusterMode: group.ClusterEnabled === true || (group.ClusterMode !== undefined && group.ClusterMode !== 'disabled'),
    members: membersOf(group).filter(({ CacheClusterId }) => CacheClusterId !== undefined).map((member): Member => {
      const cluster = clusterOf.get(member.CacheClusterId!);
      return {
        node: member.CacheClusterId!,
        role: member.CurrentRole,
        address: member.ReadEndpoint?.Address?.toLowerCase(),
        status: statusOf(cluster),
        topicArn: cluster?.NotificationConfiguration?.TopicArn,
        topicStatus: cluster?.NotificationConfiguration?.TopicStatus,
      };
    }),
    events: events.flatMap(nodeEvent),
  };
}

function membersOf({ NodeGroups = [] }: ReplicationGroup) {
  return NodeGroups.flatMap(({ NodeGroupMembers = [] }) => NodeGroupMembers);
}

/** A cache cluster of a replication group has one node; whichever of the two is not well says more. */
function statusOf(cluster: CacheCluster | undefined): string | undefined {
  const [node] = cluster?.CacheNodes ?? [];
  return node?.CacheNodeStatus !== undefined && node.CacheNodeStatus !== 'available' ? node.CacheNodeStatus : cluster?.CacheClusterStatus;
}

function nodeEvent(event: Event): NodeEvent[] {
  const { SourceIdentifier: node, Message: message = '', Date: date } = event;
  if (node === undefined || date === undefined) return [];
  const at = Math.floor(date.getTime() / 1000);
  if (RECOVERING.test(message)) return [{ node, kind: 'recovering', at }];
  if (RECOVERED.test(message)) return [{ node, kind: 'recovered', at }];
  const demoted = FAILOVER.exec(message)?.[1];
  return demoted === undefined ? [] : [{ node: demoted, kind: 'demoted', at }];
}
