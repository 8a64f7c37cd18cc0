import { Demotion } from './claim';
import { GroupView, Member, NodeEvent } from './group-view';

/** Who may hold names. Addresses are of all members that have one. */
export interface Standing {
  /** Why nothing may be written; everything else is empty then. */
  readonly doubt?: string;
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
}

/** While recovery is expected to begin: it was seen 39 to 83 s after a failover. */
const RECOVERY_BEGINS_WITHIN = 3 * 60;
/** A node demoted longer ago than this is judged by its events alone. */
const DEMOTION_FORGOTTEN_AFTER = 15 * 60;

const WRITABLE_GROUP = ['available', 'modifying', 'snapshotting'];
/** Nodes serve while a parameter changes or a snapshot is taken. */
const SERVING_NODE = ['available', 'modifying', 'snapshotting'];

/**
 * | the answers say                                            | names on it            |
 * |------------------------------------------------------------|------------------------|
 * | group not available, cluster mode, not exactly one primary | nothing is written     |
 * | the primary                                                | none                   |
 * | replica; creating, deleting, rebooting, without endpoint   | none                   |
 * | replica with an open recovery in the event log             | none                   |
 * | replica demoted and not known to be back                   | none                   |
 * | no role, or not listed by DescribeCacheClusters            | stay, none are added   |
 * | replica, endpoint, good status                             | serves                 |
 *
 * @param lastPrimary the primary that the claim remembers
 * @param now seconds since the epoch
 */
export function standing(view: GroupView, lastPrimary: string | undefined, remembered: readonly Demotion[], now: number): Standing {
  const doubt = reasonToDoubt(view);
  if (doubt !== undefined) {
    return { doubt, replicas: [], serving: [], doubtful: [], down: new Map(), addresses: new Map(), steady: false, demotions: remembered };
  }
  const primary = view.members.find(({ role }) => role === 'primary')!.node;
  const replicas = view.members.filter(({ node }) => node !== primary);
  const demotions = demoted(view, primary, lastPrimary, remembered, now);
  const serving: string[] = [];
  const doubtful: string[] = [];
  const down = new Map<string, string>();
  for (const replica of replicas) {
    const reason = whyDown(replica, view.events, demotions);
    if (reason !== undefined) down.set(replica.node, reason);
    else if (replica.role !== 'replica' || replica.status === undefined) doubtful.push(replica.node);
    else serving.push(replica.node);
  }
  return {
    primary,
    replicas: replicas.map(({ node }) => node).sort(),
    serving: serving.sort(),
    doubtful: doubtful.sort(),
    down,
    addresses: new Map(view.members.flatMap(({ node, address }) => (address === undefined ? [] : [[node, address]]))),
    steady: view.status === 'available',
    demotions,
  };
}

function reasonToDoubt(view: GroupView): string | undefined {
  if (view.clusterMode) return `${view.id} has cluster mode enabled`;
  if (!WRITABLE_GROUP.includes(view.status)) return `${view.id} is ${view.status}`;
  const primaries = view.members.filter(({ role }) => role === 'primary').length;
  if (primaries !== 1) return `${view.id} shows ${primaries} primaries among ${view.members.length} members`;
  return undefined;
}

function whyDown(replica: Member, events: readonly NodeEvent[], demotions: readonly Demotion[]): string | undefined {
  if (replica.status !== undefined && !SERVING_NODE.includes(replica.status)) return `is ${replica.status}`;
  if (replica.role === 'replica' && replica.address === undefined) return 'has no endpoint';
  if (recovering(replica.node, events)) return 'is recovering';
  if (demotions.some(({ node }) => node === replica.node)) return 'was the primary until just now';
  return undefined;
}

function recovering(node: string, events: readonly NodeEvent[]): boolean {
  return latest(node, 'recovering', events) > latest(node, 'recovered', events);
}

function latest(node: string, kind: NodeEvent['kind'], events: readonly NodeEvent[]): number {
  return Math.max(-Infinity, ...events.filter((event) => event.node === node && event.kind === kind).map(({ at }) => at));
}

/**
 * Demoted nodes that are not known to be back. ElastiCache calls an old primary an available replica while it is down for ten minutes,
 * and logs its recovery only a minute or so after the failover.
 *
 * | since the demotion              | the node        |
 * |---------------------------------|-----------------|
 * | "Finished recovery" was logged  | is back         |
 * | 15 minutes passed               | is back         |
 * | 3 minutes without "Recovering"  | was never away  |
 * | otherwise                       | holds no name   |
 */
function demoted(view: GroupView, primary: string, lastPrimary: string | undefined, remembered: readonly Demotion[], now: number): Demotion[] {
  const known = new Map(remembered.map((demotion) => [demotion.node, demotion.at]));
  for (const { node, kind, at } of view.events) {
    if (kind === 'demoted') known.set(node, Math.max(at, known.get(node) ?? 0));
  }
  if (lastPrimary !== undefined && lastPrimary !== primary) known.set(lastPrimary, Math.max(now, known.get(lastPrimary) ?? 0));
  const listed = new Set(view.members.map(({ node }) => node));
  return [...known].filter(([node, at]) => {
    if (node === primary || !listed.has(node) || now >= at + DEMOTION_FORGOTTEN_AFTER) return false;
    if (latest(node, 'recovered', view.events) >= at) return false;
    return now < at + RECOVERY_BEGINS_WITHIN || latest(node, 'recovering', view.events) >= at;
  }).map(([node, at]) => ({ node, at })).sort((one, other) => (one.node < other.node ? -1 : 1));
}
