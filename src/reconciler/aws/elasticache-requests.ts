import {
  CacheCluster,
  DescribeCacheClustersCommand,
  DescribeEventsCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  Event,
  ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import { Page, PagedList } from './paged-list';
import { READ_MINUTES } from '../decide/remembered';

/** As far back as the event log goes. */
const LOG_MINUTES = 14 * 24 * 60;

/** The requests of a reading: of one group or node, which may not be there, and of pages of all of them. */
export class ElastiCacheRequests {
  constructor(private readonly client: ElastiCacheClient) {}

  async group(id: string): Promise<ReplicationGroup[]> {
    const groups = await unlessMissing(/^ReplicationGroupNotFound/, this.client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: id })));
    return (groups ? listed('ReplicationGroups', groups.ReplicationGroups) : []).filter(({ ReplicationGroupId }) => ReplicationGroupId?.toLowerCase() === id);
  }

  async cluster(node: string): Promise<CacheCluster[]> {
    const input = { CacheClusterId: node, ShowCacheNodeInfo: true };
    const clusters = await unlessMissing(/^CacheClusterNotFound/, this.client.send(new DescribeCacheClustersCommand(input)));
    return (clusters ? listed('CacheClusters', clusters.CacheClusters) : []).filter(({ CacheClusterId }) => CacheClusterId === node);
  }

  async recentEventsOf(node: string): Promise<Event[]> {
    return this.eventsOf(node, READ_MINUTES);
  }

  async allEventsOf(node: string): Promise<Event[]> {
    return this.eventsOf(node, LOG_MINUTES);
  }

  async groups(Marker?: string): Promise<Page<ReplicationGroup>> {
    const page = await this.client.send(new DescribeReplicationGroupsCommand({ Marker }));
    return { items: listed('ReplicationGroups', page.ReplicationGroups), marker: page.Marker };
  }

  async clusters(Marker?: string): Promise<Page<CacheCluster>> {
    const page = await this.client.send(new DescribeCacheClustersCommand({ ShowCacheNodeInfo: true, Marker }));
    return { items: listed('CacheClusters', page.CacheClusters), marker: page.Marker };
  }

  async recentEvents(Marker?: string): Promise<Page<Event>> {
    return this.events({ Duration: READ_MINUTES, Marker });
  }

  private async eventsOf(SourceIdentifier: string, Duration: number): Promise<Event[]> {
    const events = new PagedList((Marker) => this.events({ SourceIdentifier, Duration, Marker }), () => 0);
    await events.until(() => false);
    return events.read.map(({ item }) => item);
  }

  private async events(of: { readonly SourceIdentifier?: string; readonly Duration: number; readonly Marker?: string }): Promise<Page<Event>> {
    const page = await this.client.send(new DescribeEventsCommand({ SourceType: 'cache-cluster', ...of }));
    return { items: listed('Events', page.Events), marker: page.Marker };
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

/** The name of a fault ends in `Fault` where the SDK knows it, and as it was sent where it does not. */
async function unlessMissing<Answer>(fault: RegExp, answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (fault.test((error as Error).name)) return undefined;
    throw error;
  }
}
