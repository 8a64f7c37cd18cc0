import { EndpointNames } from './endpoint-names';
import { EventLog, EventQuery, LoggedEvent } from './event-log';
import { GroupState, NodeState } from './group-state';
import { firstState, GroupOptions } from './new-group';
import { Page, page, PageRequest } from './page';
import { ReplicationGroup } from './replication-group';
import { World } from './world';
import { Clock } from '../clock/clock';
import { NodeBackend } from '../redis/node-backend';
import { AwsError } from '../wire/aws-error';

export interface ElastiCacheOptions {
  readonly account: string;
  readonly region: string;
  readonly publish: (topicArn: string, message: string) => Promise<'delivered' | 'refused'>;
  readonly backend?: NodeBackend;
}

/** A node with the group it belongs to, as DescribeCacheClusters sees it. */
export interface Member {
  readonly group: GroupState;
  readonly node: NodeState;
}

/** The ElastiCache of one account in one Region. */
export class ElastiCache {
  readonly account: string;
  readonly region: string;
  readonly names: EndpointNames;
  private readonly world: World;
  private readonly groups = new Map<string, ReplicationGroup>();
  private ages = { groups: 0, nodes: 0, events: 0 };
  private addresses = 0;

  constructor(private readonly clock: Clock, { account, region, publish, backend }: ElastiCacheOptions) {
    this.account = account;
    this.region = region;
    this.names = new EndpointNames(account, region);
    const newIp = () => `10.0.${Math.floor((this.addresses += 1) / 250)}.${(this.addresses % 250) + 4}`;
    this.world = { clock, region, names: this.names, log: new EventLog(clock), backend, publish, newIp };
  }

  async createReplicationGroup(options: GroupOptions): Promise<ReplicationGroup> {
    const id = options.id.toLowerCase();
    if (this.groups.has(id)) throw new AwsError('ReplicationGroupAlreadyExists', `Replication group ${id} already exists.`);
    const group = new ReplicationGroup(this.world, await firstState(this.world, options));
    this.groups.set(id, group);
    this.world.log.add('replication-group', group.id, `Replication group ${group.id} created`);
    await group.notify('CreateReplicationGroupComplete');
    return group;
  }

  async deleteReplicationGroup(id: string): Promise<void> {
    const group = this.group(id);
    group.end();
    this.groups.delete(group.id);
    for (const node of group.nodes) await this.world.backend?.remove(node.id);
    this.world.log.add('replication-group', group.id, `Replication group ${group.id} deleted`);
  }

  group(id: string): ReplicationGroup {
    const group = this.groups.get(id.toLowerCase());
    if (!group) throw notFound(id);
    return group;
  }

  /** Where an endpoint's name leads, as DNS answers it. */
  nodeAddress(name: string): string | undefined {
    for (const { state: { id, tls, nodes } } of this.groups.values()) {
      const replicas = nodes.filter(({ role }) => role === 'replica');
      const primary = nodes.find(({ role }) => role === 'primary');
      if (name === this.names.primary(id, tls)) return primary?.ip;
      // the reader endpoint leads to the primary when there is no replica.
      if (name === this.names.reader(id, tls)) return (replicas.find(({ alive }) => alive) ?? primary)?.ip;
      const node = nodes.find(({ address }) => address === name);
      if (node) return node.ip;
    }
    return undefined;
  }

  /** From now on the answers of the API are of that long ago: what it says of groups and roles, of its nodes' status, and its log each of a time of their own. */
  staleBy(groups: number, { nodes = groups, events = groups }: { readonly nodes?: number; readonly events?: number } = {}): void {
    this.ages = { groups, nodes, events };
  }

  describeReplicationGroups(request: PageRequest & { readonly id?: string }): Page<GroupState> {
    const known = this.known(this.ages.groups);
    const wanted = request.id === undefined ? known : known.filter(({ id }) => id === request.id!.toLowerCase());
    if (request.id !== undefined && wanted.length === 0) throw notFound(request.id);
    return page(wanted, ({ id }) => id, request);
  }

  describeCacheClusters(request: PageRequest & { readonly id?: string }): Page<Member> {
    const known = this.known(this.ages.nodes).flatMap((group) => group.nodes.map((node) => ({ group, node })));
    const wanted = request.id === undefined ? known : known.filter(({ node }) => node.id === request.id!.toLowerCase());
    if (request.id !== undefined && wanted.length === 0) throw new AwsError('CacheClusterNotFound', `CacheCluster ${request.id} not found.`, 404);
    return page(wanted, ({ node }) => node.id, request);
  }

  describeEvents(query: EventQuery): Page<LoggedEvent> {
    return this.world.log.query(query, this.clock.now() - this.ages.events);
  }

  /** Everything that was ever logged, the oldest first. */
  get eventLog(): readonly LoggedEvent[] {
    return this.world.log.events;
  }

  /** Puts an event into the log by hand. */
  logEvent(sourceType: LoggedEvent['sourceType'], sourceIdentifier: string, message: string): void {
    this.world.log.add(sourceType, sourceIdentifier, message);
  }

  private known(ms: number): GroupState[] {
    const states = [...this.groups.values()].map(({ history }) => history.at(this.clock.now() - ms));
    return states.filter((state) => state !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function notFound(id: string): AwsError {
  return new AwsError('ReplicationGroupNotFoundFault', `ReplicationGroup ${id} not found.`, 404);
}
