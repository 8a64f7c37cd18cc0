import { LoggedEvent } from '../../simulator/elasticache/event-log';
import { GroupState, NodeState, showsEndpoint } from '../../simulator/elasticache/group-state';
import { ReplicationGroup } from '../../simulator/elasticache/replication-group';

/** How long a demoted node is not trusted, when nothing is logged about it. */
const DEMOTED_MS = 180_000;
/** Of a failover that was logged it may be believed for so long that the old primary is lost, though nothing tells of its recovery. */
const BELIEVED_LOST_MS = 15 * 60_000;

/** How old each kind of answer is, in milliseconds: groups with their roles, the status of nodes, the event log. */
export interface Ages {
  readonly groups: number;
  readonly nodes: number;
  readonly events: number;
}

export type Fitness = 'serves' | 'unfit' | 'unclear';

interface Logged {
  recovering: number[];
  recovered: number[];
  demoted: number[];
}

/** What ElastiCache answers about one group, and what may be concluded from it: the judge's own reading of the promises. */
export class Answers {
  state: GroupState | undefined;
  private readonly logged = new Map<string, Logged>();
  private readonly lastPrimary = new Map<string, number>();
  private statuses: ReadonlyMap<string, string> = new Map();
  private read = 0;
  private knownUntil = 0;
  private now = 0;

  constructor(private readonly group: ReplicationGroup, private readonly log: readonly LoggedEvent[]) {}

  update(now: number, ages: Ages): void {
    this.now = now;
    this.knownUntil = now - ages.events;
    this.state = this.group.history.at(now - ages.groups);
    this.statuses = new Map(this.group.history.at(now - ages.nodes)?.nodes.map(({ id, status }) => [id, status]));
    for (; this.read < this.log.length; this.read += 1) this.note(this.log[this.read]);
    for (const { id, role } of this.state?.nodes ?? []) if (role === 'primary') this.lastPrimary.set(id, now);
  }

  /** Nothing may be written. */
  get inDoubt(): boolean {
    return this.state === undefined || !['available', 'modifying', 'snapshotting'].includes(this.state.status)
      || this.state.nodes.filter(({ role }) => role === 'primary').length !== 1;
  }

  get primary(): NodeState {
    return this.state!.nodes.find(({ role }) => role === 'primary')!;
  }

  get replicas(): NodeState[] {
    return this.state!.nodes.filter(({ role }) => role !== 'primary');
  }

  addressOf(node: NodeState): string | undefined {
    return showsEndpoint(this.state!, node) ? node.address : undefined;
  }

  /**
   * | answers                                             | a name on the node          |
   * |-----------------------------------------------------|-----------------------------|
   * | primary; not well; no endpoint; recovering          | unfit                       |
   * | demoted less than three minutes ago, not recovered  | unfit                       |
   * | no role; not among the nodes                        | unclear                     |
   * | a failover logged less than 15 minutes ago          | unclear                     |
   * | demoted longer ago, or recovered since              | serves, once that is certain for whoever noticed the demotion as late as `noticed` |
   * | else                                                | serves                      |
   *
   * @param noticed when a pass has certainly seen what the answers showed at a time
   */
  fitness(node: NodeState, noticed: (since: number) => number | undefined): Fitness {
    const status = this.statuses.get(node.id);
    if (node.role === 'primary' || (status !== undefined && !['available', 'modifying', 'snapshotting'].includes(status))) return 'unfit';
    if (node.role === undefined) return 'unclear';
    if (this.addressOf(node) === undefined) return 'unfit';
    const recovering = this.latest(node.id, 'recovering');
    const recovered = this.latest(node.id, 'recovered');
    if (recovering > recovered) return 'unfit';
    const demoted = this.latest(node.id, 'demoted');
    if (demoted > recovered && this.now < demoted + DEMOTED_MS - 1_000) return 'unfit';
    if (status === undefined || (demoted > recovered && this.now < demoted + BELIEVED_LOST_MS + 1_000)) return 'unclear';
    const wasPrimary = this.lastPrimary.get(node.id);
    if (wasPrimary === undefined) return 'serves';
    const seen = noticed(wasPrimary);
    // times in the log and in claims are whole seconds.
    return seen !== undefined && (recovered >= seen + 1_000 || this.now >= seen + DEMOTED_MS + 1_000) ? 'serves' : 'unclear';
  }

  private note({ date, sourceType, sourceIdentifier, message }: LoggedEvent): void {
    if (sourceType !== 'cache-cluster') return;
    const logged = this.logged.get(sourceIdentifier) ?? { recovering: [], recovered: [], demoted: [] };
    this.logged.set(sourceIdentifier, logged);
    if (message.startsWith('Recovering')) logged.recovering.push(date);
    if (message.startsWith('Finished recovery')) logged.recovered.push(date);
    if (message.startsWith('Failover from')) logged.demoted.push(date);
  }

  private latest(node: string, kind: keyof Logged): number {
    return Math.max(-Infinity, ...(this.logged.get(node)?.[kind] ?? []).filter((date) => date <= this.knownUntil));
  }
}
