import type { CacheCluster, ElastiCacheClient, Event, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { describedGroup, nodesOf } from './described-group';
import { ElastiCacheRequests } from './elasticache-requests';
import { allKnown, asError, known, Known } from './known';
import { Page, PagedList } from './paged-list';
import { GroupView } from '../decide/group-view';
import { GroupReading } from '../world';

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
 *
 * Of nodes that are remembered, all that was ever logged is asked for. Where nodes or events could not be read, the views say so: what is known of roles is no
 * less certain.
 */
export class ReplicationGroups {
  constructor(private readonly client: ElastiCacheClient, private readonly now: () => number) {}

  reading(isRemembered: (node: string) => boolean = () => false): GroupReading {
    return new Reading(new ElastiCacheRequests(this.client), isRemembered, this.now);
  }
}

/** One reading: the pages that it has read are those of one look at the groups, and go with it. */
class Reading implements GroupReading {
  private readonly lists: Lists;

  constructor(private readonly requests: ElastiCacheRequests, private readonly isRemembered: (node: string) => boolean, now: () => number) {
    this.lists = {
      groups: new PagedList((marker) => requests.groups(marker), now),
      clusters: new PagedList((marker) => requests.clusters(marker), now),
      events: new PagedList((marker) => requests.recentEvents(marker), now),
    };
  }

  async read(ids: readonly string[]): Promise<ReadonlyMap<string, GroupView | Error>> {
    if (ids.length === 0) return new Map();
    return ids.length <= ASKED_ONE_BY_ONE ? this.few(ids) : this.many(ids);
  }

  private async few(ids: readonly string[]): Promise<ReadonlyMap<string, GroupView | Error>> {
    const asked = Promise.all(ids.map((id) => this.requests.group(id).catch(asError)));
    const [groups, clusters, events] = await Promise.all([asked, knownPage(this.requests.clusters()), knownPage(this.requests.recentEvents())]);
    const views = ids.map(async (id, index): Promise<readonly (readonly [string, GroupView | Error])[]> => {
      const group = groups[index];
      // the trouble of one group is told for that group, and keeps no other from being read.
      if (group instanceof Error) return [[id, group]];
      return Promise.all(group.map(async (each) => [id, await this.viewOf(each, clusters, events)] as const));
    });
    return new Map((await Promise.all(views)).flat());
  }

  private async viewOf(group: ReplicationGroup, clusters: FirstPage<CacheCluster>, events: FirstPage<Event>): Promise<GroupView> {
    const nodes = nodesOf(group);
    const shown = new Set(clusters.items.map(({ CacheClusterId }) => CacheClusterId));
    const missing = clusters.hasMore ? nodes.filter((node) => !shown.has(node)) : [];
    const [others, own, earlier] = await Promise.all([
      eachOf(missing, (node) => this.requests.cluster(node)),
      eachOf(events.hasMore && events.error === undefined ? nodes : [], (node) => this.requests.recentEventsOf(node)),
      this.earlierEvents(nodes),
    ]);
    // a list that could not be read is not missed when each node was.
    return described(group, { items: [...clusters.items, ...others.items], error: others.error }, allKnown([events, own, earlier]));
  }

  private async many(ids: readonly string[]): Promise<ReadonlyMap<string, GroupView>> {
    const { groups, clusters, events } = this.lists;
    const wanted = new Set(ids);
    const found = () => groups.read.filter(({ item }) => wanted.has(item.ReplicationGroupId?.toLowerCase() ?? ''));
    const before = clusters.read.length;
    const [, first, log] = await Promise.all([
      groups.until(() => found().length === wanted.size),
      known(clusters.until(() => clusters.read.length - before >= FEWEST_NODES * wanted.size).then(() => [])),
      known(events.until(() => false).then(() => [])),
    ]);
    // what was read before the trouble is known.
    const logged = { items: events.read.map(({ item }) => item), error: log.error };
    const nodes = new Set(found().flatMap(({ item }) => nodesOf(item)));
    const stated = () => clusters.read.filter(({ item }) => nodes.has(item.CacheClusterId ?? ''));
    const rest = first.error === undefined ? await known(clusters.until(() => stated().length === nodes.size).then(() => [])) : first;
    const states = { items: stated().map(({ item }) => item), error: rest.error };
    const seenAt = new Map(stated().map(({ item, at }) => [item.CacheClusterId!, at]));
    const views = await Promise.all(found().map(async ({ item, at }) => ({
      ...described(item, states, allKnown([logged, await this.earlierEvents(nodesOf(item))])),
      asOf: Math.min(at, ...nodesOf(item).flatMap((node) => seenAt.get(node) ?? [])),
    })));
    return new Map(views.map((view) => [view.id, view]));
  }

  private async earlierEvents(nodes: readonly string[]): Promise<Known<Event>> {
    return eachOf(nodes.filter((node) => this.isRemembered(node)), (node) => this.requests.allEventsOf(node));
  }
}

interface Lists {
  readonly groups: PagedList<ReplicationGroup>;
  readonly clusters: PagedList<CacheCluster>;
  readonly events: PagedList<Event>;
}

interface FirstPage<Item> extends Known<Item> {
  readonly hasMore: boolean;
}

async function knownPage<Item>(page: Promise<Page<Item>>): Promise<FirstPage<Item>> {
  return page.then(({ items, marker }) => ({ items, hasMore: Boolean(marker) }), (error) => ({ items: [], hasMore: true, error: asError(error) }));
}

/** What each of them answers; one that does not takes nothing of what the others tell. */
async function eachOf<Item>(ids: readonly string[], ask: (id: string) => Promise<readonly Item[]>): Promise<Known<Item>> {
  return allKnown(await Promise.all(ids.map((id) => known(ask(id)))));
}

function described(group: ReplicationGroup, clusters: Known<CacheCluster>, events: Known<Event>): GroupView {
  const nodes = nodesOf(group);
  const clusterOf = new Map(clusters.items.map((cluster) => [cluster.CacheClusterId!, cluster]));
  // those that were all found miss nothing.
  const statuses = nodes.every((node) => clusterOf.has(node)) ? undefined : clusters.error;
  return describedGroup(group, clusterOf, events.items.filter(({ SourceIdentifier }) => nodes.includes(SourceIdentifier ?? '')), { events: events.error, statuses });
}
