import { Clock } from '../../simulator/clock/clock';
import { WantedState } from '../../simulator/elasticache/group-record';
import { NodeState } from '../../simulator/elasticache/group-state';
import { ReplicationGroup } from '../../simulator/elasticache/replication-group';
import { Dice } from '../dice';
import { Ledger } from '../ledger';

/** What a group lives through: one thing after the other, some of them still going on when the next begins. */
export class GroupLife {
  private readonly busyUntil = new Map<string, number>();
  private made: number;

  constructor(
    private readonly group: ReplicationGroup,
    private readonly clock: Clock,
    private readonly dice: Dice,
    private readonly ledger: Ledger,
    private readonly log: (node: string, message: string) => void,
  ) {
    this.made = group.nodes.length;
  }

  async live(season: { readonly over: boolean }): Promise<void> {
    for (;;) {
      await this.clock.sleep(this.dice.whole(10_000, 300_000));
      if (season.over) return;
      await this.happen();
    }
  }

  /** All nodes of an Availability Zone die, and none is rebuilt before the zone is back; a primary that nobody could follow stays. */
  async loseZone(zone: string, awayMs: number): Promise<void> {
    const lost = this.group.nodes.filter((node) => node.availabilityZone === zone && node.alive && node.status === 'available' && !this.isBusy(node));
    const next = this.failsOver ? this.free(this.group.replicas.filter((node) => node.availabilityZone !== zone)) : undefined;
    const recovered = awayMs + this.dice.whole(300_000, 1_400_000);
    await Promise.all(lost.map(async ({ id, role }) => {
      if (role === 'primary' && !next) return;
      // in some outages ElastiCache says at once that it recovers, in others when it can.
      const recovering = this.dice.pick([this.dice.whole(30_000, 90_000), awayMs]);
      this.busy(id, recovered + 63_000);
      this.ledger.fault('node lost with its zone', `${id}, the ${role}, back ${recovered / 1000} s later, told ${recovering / 1000} s later`);
      if (role === 'primary') {
        const detection = this.dice.pick([0, 20_000, 63_000]);
        this.busy(next!.id, detection);
        await this.group.failover(next!.id, { detection, recovering, recovered });
      } else {
        await this.group.crash(id);
        this.clock.setTimeout(() => this.tell(id, 'Recovering cache nodes 0001'), recovering);
        this.clock.setTimeout(() => {
          if (!this.isListed(id)) return;
          this.group.set({ nodes: { [id]: { alive: true } } });
          this.tell(id, 'Finished recovery for cache nodes 0001');
        }, recovered);
      }
    }));
  }

  private tell(id: string, message: string): void {
    if (!this.isListed(id)) return;
    this.log(id, message);
    void this.group.notify(message.startsWith('Recovering') ? 'CacheNodeReplaceStarted' : 'CacheNodeReplaceComplete', id);
  }

  private isListed(id: string): boolean {
    return this.group.nodes.some((node) => node.id === id);
  }

  private async happen(): Promise<void> {
    const happenings: readonly (readonly [number, () => Promise<void>])[] = [
      [6, () => this.failover()],
      [2, () => this.promotion()],
      [1, () => this.upgrade()],
      [3, () => this.unreportedDeath()],
      [2, () => this.reboot()],
      [3, () => this.add()],
      [3, () => this.remove()],
      [1, () => this.rename()],
      [3, () => this.doubt()],
    ];
    const what = this.dice.pick(happenings.flatMap(([weight, happening]) => Array.from({ length: weight }, () => happening)));
    await what();
  }

  private async failover(): Promise<void> {
    const next = this.free(this.group.replicas);
    if (!next || this.isBusy(this.group.primary) || !this.failsOver) return;
    const { id } = this.group.primary;
    const timeline = {
      detection: this.dice.pick([0, 20_000, 63_000]),
      recovering: this.dice.whole(30_000, 90_000),
      recovered: this.dice.whole(300_000, 1_400_000),
    };
    this.busy(id, timeline.detection + timeline.recovered);
    this.busy(next.id, timeline.detection);
    this.ledger.fault('failover', `${id} dies, ${next.id} takes its place ${timeline.detection / 1000} s later`);
    await this.group.failover(next.id, timeline);
  }

  /** For which automatic failover must be disabled; nobody is in a hurry to enable it again. */
  private async promotion(): Promise<void> {
    const next = this.free(this.group.replicas);
    if (!next || this.isBusy(this.group.primary) || !this.failsOver) return;
    const ms = this.dice.whole(600_000, 1_800_000);
    this.ledger.fault('promotion by hand', `${this.group.primary.id} to ${next.id}, automatic failover disabled for ${ms / 1000} s`);
    this.group.set({ automaticFailover: 'disabled' });
    await this.group.promote(next.id);
    this.clock.setTimeout(() => this.group.set({ automaticFailover: 'enabled' }), ms);
  }

  private async upgrade(): Promise<void> {
    if (this.group.replicas.length === 0 || !this.failsOver || this.group.nodes.some((node) => this.isBusy(node) || !node.alive || node.status !== 'available')) return;
    for (const { id } of this.group.nodes) this.busy(id, 600_000);
    this.ledger.fault('engine upgraded', this.group.id);
    await this.group.upgradeEngine();
  }

  private get failsOver(): boolean {
    return this.group.state.automaticFailover === 'enabled';
  }

  private async unreportedDeath(): Promise<void> {
    const replica = this.free(this.group.replicas);
    if (!replica) return;
    const unnoticed = this.dice.whole(5_000, 240_000);
    this.busy(replica.id, unnoticed + 700_000);
    this.ledger.fault('replica dies unreported', `${replica.id}, reported ${unnoticed / 1000} s later`);
    await this.group.crash(replica.id);
    this.clock.setTimeout(() => { if (this.group.nodes.some(({ id }) => id === replica.id)) this.group.notice(replica.id); }, unnoticed);
  }

  private async reboot(): Promise<void> {
    const node = this.free(this.group.nodes);
    if (!node) return;
    const ms = this.dice.whole(20_000, 300_000);
    this.busy(node.id, ms);
    this.ledger.fault('reboot', `${node.id}, the ${node.role}, for ${ms / 1000} s`);
    await this.group.reboot(node.id, { ms });
  }

  private async add(): Promise<void> {
    if (this.group.replicas.length >= 5) return;
    this.made += 1;
    const id = `${this.group.id}-${String(this.made).padStart(3, '0')}`;
    const ready = this.dice.whole(90_000, 600_000);
    this.busy(id, ready);
    this.ledger.fault('replica added', `${id}, ready ${ready / 1000} s later`);
    await this.group.addReplica(id, { ready });
  }

  private async remove(): Promise<void> {
    const replica = this.free(this.group.replicas);
    if (!replica || this.group.replicas.length < 2) return;
    this.busy(replica.id, Infinity);
    this.ledger.fault('replica removed', replica.id);
    await this.group.removeReplica(replica.id, { gone: this.dice.whole(30_000, 300_000) });
  }

  private async rename(): Promise<void> {
    this.ledger.fault('endpoints renamed', this.group.id);
    this.group.renameEndpoints();
  }

  /** ElastiCache's answers make no sense for a while; the nodes are as they were. */
  private async doubt(): Promise<void> {
    const { primary, replicas, status } = this.group;
    const replica = this.free(replicas);
    if (!replica || this.isBusy(primary) || status !== 'available') return;
    const odd = this.dice.pick<[string, WantedState, WantedState]>([
      ['two primaries', { nodes: { [replica.id]: { role: 'primary' } } }, { nodes: { [replica.id]: { role: 'replica' } } }],
      ['no primary', { nodes: { [primary.id]: { role: 'replica' } } }, { nodes: { [primary.id]: { role: 'primary' } } }],
      ['no role of a replica', { nodes: { [replica.id]: { role: undefined } } }, { nodes: { [replica.id]: { role: 'replica' } } }],
      ['a group that is being created', { status: 'creating' }, { status: 'available' }],
      ['a group that takes a snapshot', { status: 'snapshotting' }, { status: 'available' }],
    ]);
    const ms = this.dice.whole(1_000, 200_000);
    for (const { id } of [primary, replica]) this.busy(id, ms);
    this.ledger.fault('doubt', `${this.group.id}: ${odd[0]} for ${ms / 1000} s`);
    this.group.set(odd[1]);
    await this.clock.sleep(ms);
    if (this.group.nodes.some(({ id }) => id === replica.id)) this.group.set(odd[2]);
  }

  private free(nodes: readonly NodeState[]): NodeState | undefined {
    const free = nodes.filter((node) => node.alive && node.status === 'available' && !this.isBusy(node));
    return free.length > 0 ? this.dice.pick(free) : undefined;
  }

  private isBusy({ id }: NodeState): boolean {
    return this.clock.now() < (this.busyUntil.get(id) ?? 0);
  }

  private busy(id: string, ms: number): void {
    this.busyUntil.set(id, this.clock.now() + ms + 1_000);
  }
}
