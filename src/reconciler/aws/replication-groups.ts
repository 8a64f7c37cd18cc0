import {
  CacheCluster,
  DescribeCacheClustersCommand,
  DescribeEventsCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  Event,
  ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import { describedGroup, nodesOf } from './described-group';
import { Page, PagedList } from './paged-list';
import { GroupView } from '../decide/group-view';
import { GroupReading } from '../world';

/** Recoveries take 10 to 23 minutes. */
const EVENT_MINUTES = 60;
/** Above this many groups, lists of everything take fewer requests than asking for each. */
const ASKED_ONE_BY_ONE = 3;
/** A group with replicas has at least so many nodes. */
const FEWEST_NODES = 2;

/**
 * Reads replication groups: roles, the state of the nodes, and what was logged about them. Only the first can be asked for by group.
 *
 * | groups | account's nodes, events | requests                                                                        |
 * |--------|-------------------------|---------------------------------------------------------------------------------|
 * | few    | one page each           | one for each group, one for all nodes, one for all events, at once              |
 * | few    | more                    | the same, then one for each node of the groups that the page did not show       |
 * | many   | any                     | pages of all groups and nodes until those asked for were seen, all events       |
 */
export class ReplicationGroups {
  constructor(private readonly client: ElastiCacheClient, private readonly now: () => number) {}

  reading(): GroupReading {
    return new Reading(this.client, this.now);
  }
}

/** One reading: the pages that it has read are those of one look at the groups, and go with it. */
class Reading implements GroupReading {
  private readonly lists: Lists;

  constructor(private readonly client: ElastiCacheClient, now: () => number) {
    this.lists = {
      groups: new PagedList((marker) => this.groups(marker), now),
      clusters: new PagedList((marker) => this.clusters(marker), now),
      events: new PagedList((marker) => this.events({}, marker), now),
    };
  }

  async read(ids: readonly string[]): Promise<ReadonlyMap<string, GroupView | Error>> {
    if (ids.length === 0) return new Map();
    return ids.length <= ASKED_ONE_BY_ONE ? this.few(ids) : this.many(ids);
  }

  private async few(ids: readonly string[]): Promise<ReadonlyMap<string, GroupView | Error>> {
    const asked = Promise.all(ids.map((id) => this.group(id).catch(asError)));
    const [groups, clusters, events] = await Promise.all([asked, this.clusters(), this.events()]);
    const views = ids.map(async (id, index): Promise<readonly (readonly [string, GroupView | Error])[]> => {
      const group = groups[index];
      if (group instanceof Error) return [[id, group]];
      return Promise.all(group.map(async (each) => [id, await this.viewOf(each, clusters, events).catch(asError)] as const));
    });
    return new Map((await Promise.all(views)).flat());
  }

  private async viewOf(group: ReplicationGroup, clusters: Page<CacheCluster>, events: Page<Event>): Promise<GroupView> {
    const nodes = nodesOf(group);
    const shown = new Set(clusters.items.map(({ CacheClusterId }) => CacheClusterId));
    const missing = clusters.marker ? nodes.filter((node) => !shown.has(node)) : [];
    const [otherClusters, otherEvents] = await Promise.all([
      this.eachOf(missing, (node) => this.cluster(node)),
      this.eachOf(events.marker ? nodes : [], (node) => this.eventsOf(node)),
    ]);
    const logged = events.items.filter(({ SourceIdentifier }) => nodes.includes(SourceIdentifier ?? ''));
    return describedGroup(group, byId([...clusters.items, ...otherClusters]), [...logged, ...otherEvents]);
  }

  private async many(ids: readonly string[]): Promise<ReadonlyMap<string, GroupView>> {
    const { groups, clusters, events } = this.lists;
    const wanted = new Set(ids);
    const found = () => groups.read.filter(({ item }) => wanted.has(item.ReplicationGroupId?.toLowerCase() ?? ''));
    const known = clusters.read.length;
    await Promise.all([
      groups.until(() => found().length === wanted.size),
      clusters.until(() => clusters.read.length - known >= FEWEST_NODES * wanted.size),
      events.until(() => false),
    ]);
    const nodes = new Set(found().flatMap(({ item }) => nodesOf(item)));
    const stated = () => clusters.read.filter(({ item }) => nodes.has(item.CacheClusterId ?? ''));
    await clusters.until(() => stated().length === nodes.size);
    const clusterOf = byId(stated().map(({ item }) => item));
    const seenAt = new Map(stated().map(({ item, at }) => [item.CacheClusterId!, at]));
    const logged = events.read.map(({ item }) => item).filter(({ SourceIdentifier }) => nodes.has(SourceIdentifier ?? ''));
    return byGroup(found().map(({ item, at }) => ({
      ...describedGroup(item, clusterOf, logged.filter(({ SourceIdentifier }) => nodesOf(item).includes(SourceIdentifier!))),
      asOf: Math.min(at, ...nodesOf(item).flatMap((node) => seenAt.get(node) ?? [])),
    })));
  }

  private async eachOf<Item>(ids: readonly string[], ask: (id: string) => Promise<readonly Item[]>): Promise<Item[]> {
    return (await Promise.all(ids.map(ask))).flat();
  }

  private async group(id: string): Promise<ReplicationGroup[]> {
    const groups = await unlessMissing(/^ReplicationGroupNotFound/, this.client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: id })));
    return (groups ? listed('ReplicationGroups', groups.ReplicationGroups) : []).filter(({ ReplicationGroupId }) => ReplicationGroupId?.toLowerCase() === id);
  }

  private async cluster(node: string): Promise<CacheCluster[]> {
    const input = { CacheClusterId: node, ShowCacheNodeInfo: true };
    const clusters = await unlessMissing(/^CacheClusterNotFound/, this.client.send(new DescribeCacheClustersCommand(input)));
    return (clusters ? listed('CacheClusters', clusters.CacheClusters) : []).filter(({ CacheClusterId }) => CacheClusterId === node);
  }

  private async eventsOf(node: string): Promise<Event[]> {
    const events = new PagedList((marker) => this.events({ SourceIdentifier: node }, marker), () => 0);
    await events.until(() => false);
    return events.read.map(({ item }) => item);
  }

  private async groups(Marker?: string): Promise<Page<ReplicationGroup>> {
    const page = await this.client.send(new DescribeReplicationGroupsCommand({ Marker }));
    return { items: listed('ReplicationGroups', page.ReplicationGroups), marker: page.Marker };
  }

  private async clusters(Marker?: string) {
    const page = await this.client.send(new DescribeCacheClustersCommand({ ShowCacheNodeInfo: true, Marker }));
    return { items: listed('CacheClusters', page.CacheClusters), marker: page.Marker };
  }

  private async events(of: { readonly SourceIdentifier?: string } = {}, Marker?: string) {
    const page = await this.client.send(new DescribeEventsCommand({ SourceType: 'cache-cluster', ...of, Duration: EVENT_MINUTES, Marker }));
    return { items: listed('Events', page.Events), marker: page.Marker };
  }
}

/** The trouble of one group is told for that group, and keeps no other from being read. */
function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

interface Lists {
  readonly groups: PagedList<ReplicationGroup>;
  readonly clusters: PagedList<CacheCluster>;
  readonly events: PagedList<Event>;
}

/**
 * An empty list is an answer. No list is none, such as a page that something on the way put in: taken for an empty list of events, it would call every
 * node well.
 */
function listed<Item>(what: string, items: Item[] | undefined): Item[] {
  if (items === undefined) throw new Error(`ElastiCache answered without ${what}`);
  return items;
}

/** The name of a fault ends in `Fault` where the SDK knows it, and as it was sent where it does not. */
async function unlessMissing<Answer>(fault: RegExp, answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (fault.test((error as Error).name)) return undefined;
    throw error;
  }
}

function byId(clusters: readonly CacheCluster[]): ReadonlyMap<string, CacheCluster> {
  return new Map(clusters.map((cluster) => [cluster.CacheClusterId!, cluster]));
}

function byGroup(views: readonly GroupView[]): ReadonlyMap<string, GroupView> {
  return new Map(views.map((view) => [view.id, view]));
}
