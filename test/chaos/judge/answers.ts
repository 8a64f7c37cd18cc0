import { LoggedEvent } from '../../simulator/elasticache/event-log';
import { GroupState, NodeState, showsEndpoint } from '../../simulator/elasticache/group-state';
import { ReplicationGroup } from '../../simulator/elasticache/replication-group';

/** How long an old primary is not trusted that gave its role away by hand. */
const BY_HAND_MS = 180_000;

/** No answer of the chaos is older. */
const OLDEST_MS = 130_000;

/** How old each kind of answer is, in milliseconds: groups with their roles, the status of nodes, the event log. */
export interface Ages {
  readonly groups: number;
  readonly nodes: number;
  readonly events: number;
}

export type Fitness = 'serves' | 'unfit' | 'unclear';

interface Logged {
  readonly recovering: number[];
  /** Its replacement serves. */
  readonly recovered: number[];
  /** It was started again, or patched. */
  readonly restarted: number[];
  readonly demoted: number[];
}

/** When a node was the primary last. */
interface LastPrimary {
  readonly at: number;
  /** Automatic failover was disabled when it was first seen to have given its role away; undefined while it has not. */
  readonly byHand?: boolean;
  /** When automatic failover was enabled again: who looks only later takes it for a failover. */
  readonly enabledAt?: number;
}

/** What ElastiCache answers about one group, and what may be concluded from it: the judge's own reading of the promises. */
export class Answers {
  state: GroupState | undefined;
  private readonly logged = new Map<string, Logged>();
  private readonly lastPrimary = new Map<string, LastPrimary>();
  private statuses: ReadonlyMap<string, string> = new Map();
  private read = 0;
  /** What the log tells now goes so far. */
  private knownUntil = 0;
  /** What it has told before went so far. A pass may remember that, or may not have looked. */
  private toldUntil = 0;
  private now = 0;

  constructor(private readonly group: ReplicationGroup, private readonly log: readonly LoggedEvent[]) {}

  update(now: number, ages: Ages): void {
    this.now = now;
    this.knownUntil = now - ages.events;
    this.toldUntil = Math.max(this.toldUntil, this.knownUntil);
    this.state = this.group.history.at(now - ages.groups);
    this.statuses = new Map(this.group.history.at(now - ages.nodes)?.nodes.map(({ id, status }) => [id, status]));
    for (; this.read < this.log.length; this.read += 1) this.note(this.log[this.read]);
    if (!this.inDoubt) this.noteRoles(this.state!);
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
   * | answers                                                             | a name on the node                          |
   * |---------------------------------------------------------------------|---------------------------------------------|
   * | primary; not well; no endpoint                                      | unfit                                       |
   * | recovering; demoted by a failover, and nothing says that it is back | unfit                                       |
   * | demoted by hand less than three minutes ago                         | unfit                                       |
   * | no role; not among the nodes                                        | unclear                                     |
   * | what the log has told of it before differs from what it tells now   | unclear                                     |
   * | demoted, and back since                                             | serves, once that is certain for whoever noticed the demotion as late as `noticed` |
   * | else                                                                | serves                                      |
   *
   * @param noticed when a pass has certainly seen what the answers showed at a time
   */
  fitness(node: NodeState, noticed: (since: number) => number | undefined): Fitness {
    const status = this.statuses.get(node.id);
    if (node.role === 'primary' || (status !== undefined && !['available', 'modifying', 'snapshotting'].includes(status))) return 'unfit';
    if (node.role === undefined) return 'unclear';
    if (this.addressOf(node) === undefined) return 'unfit';
    const seen = noticed(this.lastPrimary.get(node.id)?.at ?? 0);
    const asTold = [this.knownUntil, this.toldUntil].map((until) => this.presence(node, until, seen));
    if (asTold.every((presence) => presence === 'unfit')) return 'unfit';
    return status !== undefined && asTold.every((presence) => presence === 'serves') ? 'serves' : 'unclear';
  }

  /** Whether a replica is away, by what was logged until a time. */
  private presence({ id, createdAt }: NodeState, until: number, seen: number | undefined): Fitness {
    const latest = (kind: keyof Logged) => Math.max(-Infinity, ...(this.logged.get(id)?.[kind] ?? []).filter((date) => date <= until && date >= createdAt));
    if (latest('recovering') > latest('recovered')) return 'unfit';
    const back = Math.max(latest('recovered'), latest('restarted'));
    const was = this.lastPrimary.get(id);
    if (was === undefined || was.at < createdAt) return latest('demoted') > back ? 'unfit' : 'serves';
    if (was.byHand) {
      if (back >= was.at - 1_000) return 'unclear';
      if (this.now < was.at + BY_HAND_MS - 1_000) return 'unfit';
      // times in the log and in claims are whole seconds.
      return seen !== undefined && seen < (was.enabledAt ?? Infinity) && this.now >= seen + BY_HAND_MS + 1_000 ? 'serves' : 'unclear';
    }
    // answers may show roles as they were before.
    const logged = latest('demoted') >= was.at - OLDEST_MS;
    if (back < (logged ? latest('demoted') : was.at - 1_000)) return 'unfit';
    return logged || (seen !== undefined && back >= seen + 1_000) ? 'serves' : 'unclear';
  }

  private noteRoles({ nodes, automaticFailover }: GroupState): void {
    const isDisabled = automaticFailover === 'disabled';
    for (const { id, role } of nodes) if (role === 'primary') this.lastPrimary.set(id, { at: this.now });
    for (const [id, was] of this.lastPrimary) {
      if (was.at < this.now && was.byHand === undefined) this.lastPrimary.set(id, { ...was, byHand: isDisabled });
      if (was.byHand && !isDisabled && was.enabledAt === undefined) this.lastPrimary.set(id, { ...was, enabledAt: this.now });
    }
  }

  private note({ date, sourceType, sourceIdentifier, message }: LoggedEvent): void {
    if (sourceType !== 'cache-cluster') return;
    const logged = this.logged.get(sourceIdentifier) ?? { recovering: [], recovered: [], restarted: [], demoted: [] };
    this.logged.set(sourceIdentifier, logged);
    if (message.startsWith('Recovering')) logged.recovering.push(date);
    if (message.startsWith('Finished recovery')) logged.recovered.push(date);
    if (/^Cache node \w+ restarted|^Cache cluster patched/.test(message)) logged.restarted.push(date);
    if (message.startsWith('Failover from')) logged.demoted.push(date);
  }
}
