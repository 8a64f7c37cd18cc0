import { demotions, isAway, Memory, openRecoveries } from './away';
import { Demotion, Recovery } from './claim';
import { GroupView, Member } from './group-view';

/** Who may hold names. Addresses are of all members that have one. */
export interface Standing {
  /** Why nothing may be written; everything else is empty then. */
  readonly doubt?: string;
  /** What could not be read, and why: what is told here was concluded without it. */
  readonly lost: readonly string[];
  readonly primary?: string;
  /** Listed replicas, by node id. */
  readonly replicas: readonly string[];
  readonly serving: readonly string[];
  /** Neither given a name nor relieved of one: the answers about it are incomplete. */
  readonly doubtful: readonly string[];
  /** Why each other replica holds no name, as the end of "because testdns-002 ...". */
  readonly down: ReadonlyMap<string, string>;
  readonly addresses: ReadonlyMap<string, string>;
  /** Names may be removed: the group is not in the middle of a change. */
  readonly steady: boolean;
  readonly demotions: readonly Demotion[];
  readonly recoveries: readonly Recovery[];
}

const WRITABLE_GROUP = ['available', 'modifying', 'snapshotting'];
/** Nodes serve while a parameter changes or a snapshot is taken. */
const SERVING_NODE = ['available', 'modifying', 'snapshotting'];

/**
 * | the answers say                                            | names on it            |
 * |------------------------------------------------------------|------------------------|
 * | group not available, cluster mode, not exactly one primary | nothing is written     |
 * | the primary                                                | none                   |
 * | replica; creating, deleting, rebooting, without endpoint   | none                   |
 * | replica with an open recovery                              | none                   |
 * | replica demoted and not known to be back                   | none                   |
 * | no role, or not listed by DescribeCacheClusters            | stay, none are added   |
 * | replica, endpoint, good status                             | serves                 |
 *
 * A source that could not be read takes away only what it alone could tell:
 *
 * | lost     | nobody knows                                                  | still known                              |
 * |----------|---------------------------------------------------------------|------------------------------------------|
 * | events   | whether a recovery has begun, or one that is known has ended  | roles, endpoints, statuses, what is away |
 * | statuses | whether a node is rebooting, being created, or another        | roles, endpoints, recoveries             |
 *
 * | of what is still known, the replica | and it holds | names on it                                      |
 * |-------------------------------------|--------------|--------------------------------------------------|
 * | does not serve                      | any          | none                                             |
 * | may serve                           | names        | serves: it did when it was given them            |
 * | may serve                           | no name      | none are added: only the lost source could tell  |
 *
 * @param memory what the claim remembers
 * @param now seconds since the epoch
 */
export function standing(view: GroupView, memory: Memory, now: number): Standing {
  const doubt = reasonToDoubt(view);
  const lost = lostSources(view);
  if (doubt !== undefined) {
    const nobody = { replicas: [], serving: [], doubtful: [], down: new Map<string, string>(), addresses: new Map<string, string>() };
    return { doubt, lost, ...nobody, steady: false, demotions: memory.demotions, recoveries: memory.recoveries };
  }
  const primary = view.members.find(({ role }) => role === 'primary')!.node;
  const replicas = view.members.filter(({ node }) => node !== primary);
  const away = { demotions: demotions(view, memory, primary, now), recoveries: openRecoveries(view, memory, now) };
  const serving: string[] = [];
  const doubtful: string[] = [];
  const down = new Map<string, string>();
  for (const replica of replicas) {
    const reason = whyDown(replica, away, now);
    if (reason !== undefined) down.set(replica.node, reason);
    else if (isKnown(replica, view, memory)) serving.push(replica.node);
    else doubtful.push(replica.node);
  }
  return {
    lost,
    primary,
    replicas: replicas.map(({ node }) => node).sort(),
    serving: serving.sort(),
    doubtful: doubtful.sort(),
    down,
    addresses: new Map(view.members.flatMap(({ node, address }) => (address === undefined ? [] : [[node, address]]))),
    steady: view.status === 'available',
    ...away,
  };
}

function reasonToDoubt(view: GroupView): string | undefined {
  if (view.clusterMode) return `${view.id} has cluster mode enabled`;
  if (view.becomingCluster) return `${view.id} is becoming a cluster (compatible) and shows no roles`;
  if (!WRITABLE_GROUP.includes(view.status)) return `${view.id} is ${view.status}`;
  const primaries = view.members.filter(({ role }) => role === 'primary').length;
  if (primaries !== 1) return `${view.id} shows ${primaries} primaries among ${view.members.length} members`;
  return undefined;
}

function lostSources({ id, lost = {} }: GroupView): string[] {
  const why = ({ name, message }: Error) => `could not be read: ${name}: ${message}`;
  return [
    ...lost.events === undefined ? [] : [`the event log of ${id} ${why(lost.events)}`],
    ...lost.statuses === undefined ? [] : [`the statuses of the nodes of ${id} ${why(lost.statuses)}`],
  ];
}

function whyDown({ node, role, address, status }: Member, away: Pick<Memory, 'demotions' | 'recoveries'>, now: number): string | undefined {
  if (status !== undefined && !SERVING_NODE.includes(status)) return `is ${status}`;
  if (role === 'replica' && address === undefined) return 'has no endpoint';
  if (away.recoveries.some((recovery) => recovery.node === node)) return 'is recovering';
  if (away.demotions.some((demotion) => demotion.node === node && isAway(demotion, now))) return 'was the primary and is not known to be back';
  return undefined;
}

/** Is there nothing more to know before names may be added? */
function isKnown({ node, role, status }: Member, { lost }: GroupView, { endpoints }: Memory): boolean {
  if (role !== 'replica' || (status === undefined && lost?.statuses === undefined)) return false;
  return lost === undefined || endpoints.some((endpoint) => endpoint.node === node);
}
