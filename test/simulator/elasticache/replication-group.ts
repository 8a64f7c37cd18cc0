import { FailoverTimeline, ORDINARY_FAILOVER } from './failover-timeline';
import { GroupRecord } from './group-record';
import { newNode } from './new-node';
import { AwsError } from '../wire/aws-error';

/** What happens to a group, and what ElastiCache does with it. */
export class ReplicationGroup extends GroupRecord {
  /**
   * The primary dies and a replica takes its place; resolves when that is complete. The old primary is an available replica from then
   * on by every answer, and is rebuilt long after.
   */
  async failover(to?: string, timeline: Partial<FailoverTimeline> = {}): Promise<void> {
    const { detection, recovering, recovered, rebuild } = { ...ORDINARY_FAILOVER, ...timeline };
    if (this.state.automaticFailover !== 'enabled') throw new AwsError('InvalidReplicationGroupState', `Automatic failover of ${this.id} is ${this.state.automaticFailover}.`);
    const old = this.primary;
    const next = to === undefined ? this.replicas.find(({ alive, status }) => alive && status === 'available') : this.node(to);
    if (next?.role !== 'replica' || !next.alive) throw new AwsError('InvalidReplicationGroupState', `No replica of ${this.id} can be promoted.`);
    if (rebuild) await this.crash(old.id);
    if (detection > 0) await this.world.clock.sleep(detection);

    await this.giveTheRoleTo(next.id);
    const message = `Failover from master node ${old.id} to replica node ${next.id} completed`;
    this.world.log.add('cache-cluster', old.id, message);
    this.world.log.add('replication-group', this.id, message);
    if (rebuild) this.rebuildLater(old.id, recovering, recovered);
    await this.notify('FailoverComplete');
  }

  /**
   * Somebody makes this replica the primary, for which automatic failover must be disabled; the old primary goes on as a replica.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.PromoteReplica.html
   */
  async promote(nodeId: string): Promise<void> {
    const { automaticFailover } = this.state;
    if (automaticFailover !== 'disabled') throw new AwsError('InvalidReplicationGroupState', `Automatic failover of ${this.id} is ${automaticFailover}.`);
    if (!this.replicas.some(({ id, alive }) => id === nodeId && alive)) throw new AwsError('InvalidParameterValue', `No replica ${nodeId} can be promoted.`);
    await this.giveTheRoleTo(nodeId);
    this.modifyingFor(30_000);
  }

  /**
   * The Availability Zone is away. What was there is dead by no answer; a primary that was there fails over; and replacements are made only when
   * the zone is back, whenever ElastiCache says that it makes them.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html (limitations)
   */
  async zoneAway(zone: string, ms: number, { told = 'at once' }: { readonly told?: 'at once' | 'when it is back' } = {}): Promise<void> {
    const gone = this.nodes.filter(({ availabilityZone }) => availabilityZone === zone);
    const recovering = told === 'at once' ? ORDINARY_FAILOVER.recovering : ms;
    const recovered = ms + ORDINARY_FAILOVER.recovered - ORDINARY_FAILOVER.recovering;
    for (const { id, role } of gone) if (role === 'replica') await this.crash(id);
    for (const { id, role } of gone) {
      if (role === 'replica') this.rebuildLater(id, recovering, recovered);
      else await this.failover(undefined, { recovering, recovered });
    }
  }

  /**
   * A new version of the engine, node by node: the primary is the last, and gives its role away before. No recovery is logged.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html
   */
  async upgradeEngine(): Promise<void> {
    this.modifyingFor(600_000);
    for (const { id } of this.replicas) await this.patch(id);
    const { id: old } = this.primary;
    const [next] = this.replicas;
    await this.giveTheRoleTo(next.id);
    this.world.log.add('cache-cluster', old, `Failover from master node ${old} to replica node ${next.id} completed`);
    await this.notify('FailoverComplete');
    await this.world.clock.sleep(72_000);
    await this.patch(old);
  }

  /** The node dies, and ElastiCache has not noticed: no answer shows it. */
  async crash(nodeId: string): Promise<void> {
    await this.world.backend?.kill(this.node(nodeId).id);
    this.set({ nodes: { [nodeId]: { alive: false } } });
  }

  /** ElastiCache finds a crashed replica and begins to rebuild it. */
  notice(nodeId: string): void {
    const { alive, role } = this.node(nodeId);
    if (alive || role !== 'replica') throw new Error(`only a crashed replica is noticed, got: ${nodeId}, ${alive ? 'alive' : 'crashed'}, ${role}`);
    this.rebuildLater(nodeId, 0, ORDINARY_FAILOVER.recovered - ORDINARY_FAILOVER.recovering);
  }

  /** The node is away for a minute. If it is the primary, no replica takes its place (AutoFailover.html). */
  async reboot(nodeId: string, { ms = 60_000 } = {}): Promise<void> {
    await this.crash(nodeId);
    this.set({ nodes: { [nodeId]: { status: 'rebooting cluster nodes' } } });
    this.world.log.add('cache-cluster', nodeId, 'Cache node 0001 shutdown');
    this.laterFor(nodeId, ms, async () => {
      await this.revive(nodeId);
      this.world.log.add('cache-cluster', nodeId, 'Cache node 0001 restarted');
      await this.notify('CacheNodesRebooted', nodeId);
    });
  }

  /**
   * A new replica, made in some minutes. The group says `available` long before the node does, as was seen on AWS
   * (https://github.com/hashicorp/terraform-provider-aws/issues/50096).
   */
  async addReplica(nodeId = this.nextNodeId(), { groupReady = 60_000, ready = 300_000 } = {}): Promise<void> {
    if (this.nodes.some(({ id }) => id === nodeId)) throw new AwsError('CacheClusterAlreadyExists', `Cache cluster ${nodeId} already exists`);
    if (this.replicas.length >= 5) throw new AwsError('InvalidParameterValue', `A node group has at most 5 replicas, got: ${this.replicas.length + 1}`);
    const node = newNode(this.world, this.state, nodeId, 'replica');
    this.setNodes([...this.nodes, { ...node, status: 'creating', alive: false }]);
    this.modifyingFor(groupReady);
    this.laterFor(nodeId, ready, async () => {
      await this.revive(nodeId);
      this.world.log.add('cache-cluster', nodeId, 'Cache cluster created');
      this.world.log.add('cache-cluster', nodeId, `Added cache node 0001 in availability zone ${node.availabilityZone}`);
      await this.notify('CacheClusterProvisioningComplete', nodeId);
      await this.notify('ReplicationGroupIncreaseReplicaCountFinished', nodeId);
    });
    await this.notify('ReplicationGroupIncreaseReplicaCountStarted');
  }

  /** A replica is deleted: it answers no more from the beginning, and is listed for some minutes more. */
  async removeReplica(nodeId: string, { groupReady = 60_000, gone = 180_000 } = {}): Promise<void> {
    if (this.node(nodeId).role !== 'replica') throw new AwsError('InvalidReplicationGroupState', `Only a replica can be removed, got: ${nodeId}`);
    await this.crash(nodeId);
    this.set({ nodes: { [nodeId]: { status: 'deleting' } } });
    this.modifyingFor(groupReady);
    this.laterFor(nodeId, gone, async () => {
      await this.world.backend?.remove(nodeId);
      this.setNodes(this.nodes.filter(({ id }) => id !== nodeId));
      this.world.log.add('cache-cluster', nodeId, 'Cache cluster deleted');
      await this.notify('DeleteCacheClusterComplete', nodeId);
    });
  }

  /**
   * The group goes over to TLS, or back, which gives every node another name. Which event announces it is not documented, so none does.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html
   */
  renameEndpoints(): void {
    const tls = !this.state.tls;
    const nodes = this.nodes.map(({ id }) => [id, { address: this.world.names.node(this.id, id, tls) }] as const);
    this.set({ tls, nodes: Object.fromEntries(nodes) });
  }

  private rebuildLater(nodeId: string, recovering: number, recovered: number): void {
    this.laterFor(nodeId, recovering, async () => {
      this.world.log.add('cache-cluster', nodeId, 'Recovering cache nodes 0001');
      await this.notify('CacheNodeReplaceStarted', nodeId);
    });
    this.laterFor(nodeId, recovered, async () => {
      await this.revive(nodeId);
      this.world.log.add('cache-cluster', nodeId, 'Finished recovery for cache nodes 0001');
      await this.notify('CacheNodeReplaceComplete', nodeId);
    });
  }

  private async giveTheRoleTo(nodeId: string): Promise<void> {
    const followers = this.nodes.filter(({ id, alive }) => alive && id !== nodeId).map(({ id }) => id);
    await this.world.backend?.promote(nodeId, followers);
    this.set({ nodes: { [this.primary.id]: { role: 'replica' }, [nodeId]: { role: 'primary' } } });
  }

  // as the log of an upgrade from 6.0 to 6.2 showed it: two seconds away, and told to be patched a minute later.
  private async patch(nodeId: string): Promise<void> {
    await this.crash(nodeId);
    this.world.log.add('cache-cluster', nodeId, 'Cache node 0001 shutdown');
    await this.world.clock.sleep(2_000);
    await this.revive(nodeId);
    this.world.log.add('cache-cluster', nodeId, 'Cache node 0001 restarted');
    await this.world.clock.sleep(53_000);
    this.world.log.add('cache-cluster', nodeId, 'Cache cluster patched');
  }

  private async revive(nodeId: string): Promise<void> {
    const address = await this.world.backend?.start(nodeId, this.node(nodeId).role === 'primary' ? undefined : this.primary.id);
    this.set({ nodes: { [nodeId]: { status: 'available', alive: true, ...address } } });
  }

  private modifyingFor(ms: number): void {
    this.set({ status: 'modifying' });
    this.later(ms, () => {
      if (this.status === 'modifying') this.set({ status: 'available' });
    });
  }

  private nextNodeId(): string {
    const numbers = this.nodes.map(({ id }) => Number(id.split('-').at(-1)) || 0);
    return `${this.id}-${String(Math.max(...numbers) + 1).padStart(3, '0')}`;
  }
}
