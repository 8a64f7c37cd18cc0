import { DescribeCacheClustersCommandInput, DescribeEventsCommandInput, DescribeReplicationGroupsCommandInput } from '@aws-sdk/client-elasticache';
import { page } from '../../simulator/elasticache/page';

export interface ModelGroup {
  readonly id: string;
  readonly nodes: readonly string[];
  primary: string;
  /** What the answers show until then. */
  before?: { readonly primary: string; readonly until: number };
}

/** Groups that only fail over, and answer with the truth as it was some time ago. Pages are those of the simulated ElastiCache. */
export class CacheModel {
  readonly groups = new Map<string, ModelGroup>();
  private readonly events: { date: number; node: string; message: string; number: string }[] = [];

  constructor(private readonly now: () => number, private readonly shownAfter: number) {}

  create(id: string, replicas: number): ModelGroup {
    const nodes = Array.from({ length: replicas + 1 }, (_, index) => `${id}-${String(index + 1).padStart(3, '0')}`);
    const group = { id, nodes, primary: nodes[0] };
    this.groups.set(id, group);
    return group;
  }

  failOver(group: ModelGroup): void {
    const [old, next] = [group.primary, group.nodes[1]];
    group.primary = next;
    group.before = { primary: old, until: this.now() + this.shownAfter };
    this.events.push({ date: this.now(), node: old, message: `Failover from master node ${old} to replica node ${next} completed`, number: `${this.events.length}` });
  }

  describeReplicationGroups({ ReplicationGroupId: id, Marker: marker }: DescribeReplicationGroupsCommandInput) {
    const all = [...this.groups.values()].filter((group) => id === undefined || group.id === id);
    const { items, marker: Marker } = page(all, (group) => group.id, { marker });
    return { ReplicationGroups: items.map((group) => replicationGroup(group, this.now())), Marker };
  }

  describeCacheClusters({ CacheClusterId: id, Marker: marker }: DescribeCacheClustersCommandInput) {
    const all = [...this.groups.values()].flatMap(({ nodes }) => nodes).filter((node) => id === undefined || node === id);
    const { items, marker: Marker } = page(all, (node) => node, { marker });
    const CacheClusters = items.map((node) => ({
      CacheClusterId: node,
      CacheClusterStatus: 'available',
      CacheNodes: [{ CacheNodeId: '0001', CacheNodeStatus: 'available' }],
      NotificationConfiguration: { TopicArn: TOPIC, TopicStatus: 'active' },
    }));
    return { CacheClusters, Marker };
  }

  describeEvents({ SourceIdentifier: node, Marker: marker }: DescribeEventsCommandInput) {
    const shown = this.events.filter(({ date }) => date + this.shownAfter <= this.now());
    const all = shown.filter((event) => node === undefined || event.node === node).reverse();
    const { items, marker: Marker } = page(all, ({ number }) => number, { marker });
    return { Events: items.map((event) => ({ SourceIdentifier: event.node, Message: event.message, Date: new Date(event.date) })), Marker };
  }
}

export const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:groups';

export function addressOf(node: string): string {
  return `${node}.${node.slice(0, -4)}.vuygzw.euw1.cache.amazonaws.com`;
}

function replicationGroup({ id, nodes, primary, before }: ModelGroup, now: number) {
  const shown = before !== undefined && now < before.until ? before.primary : primary;
  return {
    ReplicationGroupId: id,
    Status: 'available',
    ClusterEnabled: false,
    NodeGroups: [{
      NodeGroupMembers: nodes.map((node) => ({
        CacheClusterId: node, CurrentRole: node === shown ? 'primary' : 'replica', ReadEndpoint: { Address: addressOf(node), Port: 6379 },
      })),
    }],
  };
}
