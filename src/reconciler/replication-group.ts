import {
  CacheCluster,
  DescribeCacheClustersCommand,
  DescribeEventsCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  Event,
  ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import { GroupView, Member, NodeEvent } from './group-view';

/** ElastiCache's words in the event log. The first name in a failover's line is the node that was demoted. */
const RECOVERING = /^recovering cache node/i;
const RECOVERED = /^finished recovery/i;
const FAILOVER = /^failover from \w+ node (\S+) to \w+ node \S+ completed/i;

/** Recoveries take 10 to 23 minutes. */
const EVENT_MINUTES = 60;
/** Above this many groups one listing of all of them takes fewer requests than asking for each. */
const ASKED_ONE_BY_ONE = 3;

/** Reads replication groups. All of them at once, since two of the three calls can't be narrowed to a group anyway. */
export class ReplicationGroups {
  constructor(private readonly client: ElastiCacheClient) {}

  /** A group that could not be found is left out of the answer; any other failure rejects. */
  async read(ids: readonly string[]): Promise<ReadonlyMap<string, GroupView>> {
    if (ids.length === 0) return new Map();
    const [groups, clusters, events] = await Promise.all([this.groups(ids), this.clusters(), this.events()]);
    const clusterOf = new Map(clusters.map((cluster) => [cluster.CacheClusterId, cluster]));
    return new Map(groups.map((group) => [group.ReplicationGroupId!.toLowerCase(), view(group, clusterOf, events)]));
  }

  private async groups(ids: readonly string[]): Promise<ReplicationGroup[]> {
    if (ids.length <= ASKED_ONE_BY_ONE) return (await Promise.all(ids.map((id) => this.group(id)))).flat();
    const wanted = new Set(ids);
    const all = await pages(async (Marker) => {
      const page = await this.client.send(new DescribeReplicationGroupsCommand({ Marker }));
      return { items: listed('ReplicationGroups', page.ReplicationGroups), marker: page.Marker };
    });
    return all.filter(({ ReplicationGroupId }) => ReplicationGroupId !== undefined && wanted.has(ReplicationGroupId.toLowerCase()));
  }

  private async group(id: string): Promise<ReplicationGroup[]> {
    try {
      const answer = await this.client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: id }));
      return listed('ReplicationGroups', answer.ReplicationGroups).filter(({ ReplicationGroupId }) => ReplicationGroupId?.toLowerCase() === id);
    } catch (error) {
      if ((error as Error).name === 'ReplicationGroupNotFoundFault') return [];
      throw error;
    }
  }

  private clusters(): Promise<CacheCluster[]> {
    return pages(async (Marker) => {
      const page = await this.client.send(new DescribeCacheClustersCommand({ ShowCacheNodeInfo: true, Marker }));
      return { items: listed('CacheClusters', page.CacheClusters), marker: page.Marker };
    });
  }

  private events(): Promise<Event[]> {
    return pages(async (Marker) => {
      const page = await this.client.send(new DescribeEventsCommand({ SourceType: 'cache-cluster', Duration: EVENT_MINUTES, Marker }));
      return { items: listed('Events', page.Events), marker: page.Marker };
    });
  }
}

/**
 * An empty list is an answer. No list is none, such as a page that something on the way put in: taken for an empty list of events, it would call every
 * node well.
 */
function listed<Item>(what: string, items: Item[] | undefined): Item[] {
  if (items === undefined) throw new Error(`ElastiCache answered without ${what}`);
  return items;
}

async function pages<Item>(read: (marker?: string) => Promise<{ items: Item[]; marker?: string }>): Promise<Item[]> {
  const items: Item[] = [];
  const seen = new Set<string>();
  for (let marker: string | undefined; ;) {
    const page = await read(marker);
    items.push(...page.items);
    if (!page.marker) return items;
    if (seen.has(page.marker)) throw new Error(`ElastiCache repeats a page, got: Marker ${page.marker} twice`);
    seen.add(page.marker);
    marker = page.marker;
  }
}

function view(group: ReplicationGroup, clusterOf: ReadonlyMap<string | undefined, CacheCluster>, events: readonly Event[]): GroupView {
  const members = (group.NodeGroups ?? []).flatMap(({ NodeGroupMembers = [] }) => NodeGroupMembers);
  return {
    id: group.ReplicationGroupId!.toLowerCase(),
    status: group.Status ?? 'unknown',
    clusterMode: group.ClusterEnabled === true || (group.ClusterMode !== undefined && group.ClusterMode !== 'disabled'),
    members: members.filter(({ CacheClusterId }) => CacheClusterId !== undefined).map((member): Member => {
      const cluster = clusterOf.get(member.CacheClusterId);
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
