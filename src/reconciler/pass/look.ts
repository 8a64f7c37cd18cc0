import { addressed, Addressed, Unserved } from './addressed';
import { Claim } from '../decide/claim';
import { fingerprint } from '../decide/fingerprint';
import { GroupView } from '../decide/group-view';
import { holdersOf } from '../decide/holders';
import { endpointName, MOST_REPLICAS } from '../names';
import { Outcome } from './outcome';
import { Current, plan, Refused } from '../decide/plan';
import { RecordSet } from '../decide/record';
import { rememberedLong } from '../decide/remembered';
import { standing } from '../decide/serving';
import { World } from '../world';

/** So many groups are written while the next ones are read. */
const SLICE = 250;

/** Reads zone, then groups, and plans; writes nothing. */
export async function look(world: World, reconciler: string): Promise<{ readonly outcomes: Outcome[]; readonly unserved: readonly Unserved[] }> {
  const outcomes: Outcome[] = [];
  const zone = await readZone(world, reconciler, () => true);
  for await (const slice of slices(world, zone, () => true)) outcomes.push(...slice.outcomes);
  return { outcomes, unserved: zone.unserved };
}

export interface Slice {
  readonly outcomes: Outcome[];
  /** When the oldest of the views that they were made of was asked for. */
  readonly asOf: number;
}

/** The claims that are addressed to the reconciler, what else stands where claims stand, and what stands under the names. */
export interface ZoneRead {
  readonly claims: readonly Addressed[];
  readonly unserved: readonly Unserved[];
  at(name: string): readonly RecordSet[];
}

export async function readZone(world: World, reconciler: string, isOpen: (prefix: string) => boolean): Promise<ZoneRead> {
  const claims: Addressed[] = [];
  const unserved: Unserved[] = [];
  const now = Math.floor(world.clock.now() / 1000);
  const zone = await world.zone.read((records) => {
    for (const [prefix, each] of records) {
      const read = addressed(prefix, each, reconciler, now);
      if (!('claim' in read)) unserved.push(read);
      else if (isOpen(prefix)) claims.push(read);
    }
    return claims.flatMap(({ claim }) => namesOf(claim, world.zoneName));
  });
  return { claims, unserved, at: (name) => zone.at(name) };
}

/** Looks at the open claims, a slice of the groups at a time. The next one is being read while the one before is written. */
export async function* slices(
  world: World, zone: ZoneRead, isOpen: (prefix: string) => boolean, refused: (claim: Claim) => Refused | undefined = () => undefined,
): AsyncGenerator<Slice> {
  const claims = zone.claims.filter(({ claim }) => isOpen(claim.prefix));
  const groups = [...new Set(claims.map(({ claim }) => claim.group))].sort();
  const remembered = rememberedLong(claims.map(({ claim }) => claim), Math.floor(world.clock.now() / 1000));
  const reading = world.groups.reading((node) => remembered.has(node));
  const read = async (start: number) => {
    const asked = world.clock.now();
    const ids = groups.slice(start, start + SLICE);
    const views = await reading.read(ids);
    const ages = [...views.values()].flatMap((view) => (view instanceof Error ? [] : view.asOf ?? []));
    return { ids: new Set(ids), views, asOf: Math.min(asked, ...ages) };
  };
  let next = read(0);
  for (let start = 0; start < groups.length; start += SLICE) {
    const { ids, views, asOf } = await next;
    if (start + SLICE < groups.length) next = read(start + SLICE);
    next.catch(() => undefined); // it is awaited after the writing
    const ofSlice = claims.filter(({ claim }) => ids.has(claim.group));
    const { zoneName } = world;
    const at = (name: string) => zone.at(name);
    const currentOf = (claim: Claim, record: RecordSet): Current => ({ zone: zoneName, claim: record, refused: refused(claim), at });
    yield { outcomes: ofSlice.map(({ claim, record }) => outcomeOf(claim, views.get(claim.group), currentOf(claim, record), world)), asOf };
  }
}

function outcomeOf(claim: Claim, view: GroupView | Error | undefined, current: Current, world: World): Outcome {
  const nothing = { prefix: claim.prefix, holders: holdersOf(claim), moves: [], contested: [] };
  try {
    return { ...nothing, ...foundOf(claim, view, current, world) };
  } catch (error) {
    // whatever it is, it must not take the other claims with it.
    return { ...nothing, result: 'failed', reason: `it could not be planned: ${(error as Error).name}: ${(error as Error).message}` };
  }
}

function foundOf(claim: Claim, view: GroupView | Error | undefined, current: Current, world: World): Omit<Outcome, 'prefix' | 'moves' | 'contested'> & Partial<Outcome> {
  if (view === undefined) return { result: 'failed', reason: `replication group ${claim.group} was not found` };
  if (view instanceof Error) return { result: 'failed', unread: true, reason: `replication group ${claim.group} could not be read: ${view.name}: ${view.message}` };
  const now = Math.floor(world.clock.now() / 1000);
  const found = standing(view, claim, now);
  const planned = plan(claim, found, current, now);
  // what is certain is written all the same.
  const lost = planned.doubt === undefined && found.lost.length > 0 ? found.lost.join('; ') : undefined;
  return {
    result: planned.doubt !== undefined ? 'doubt' : lost !== undefined ? 'failed' : 'right',
    ...lost !== undefined && { unread: true },
    reason: planned.doubt ?? lost,
    claim,
    plan: planned,
    standing: found,
    contested: planned.contested,
    topicFault: topicFault(claim, view),
    current: new Map(namesOf(claim, world.zoneName).flatMap((name) => current.at(name).map(({ values }) => [name, values.join(' ')] as const))),
  };
}

/** Names that a claim has or may get. */
export function namesOf(claim: Pick<Claim, 'prefix' | 'endpointCount' | 'endpoints'>, zone: string): string[] {
  const most = Math.max(claim.endpointCount ?? MOST_REPLICAS, claim.endpoints.length);
  return Array.from({ length: most }, (_, index) => endpointName(claim.prefix, index + 1, zone));
}

function topicFault(claim: Claim, view: GroupView): string | undefined {
  if (claim.topic === undefined) return undefined;
  const faults = view.members.filter(({ status }) => status === 'available').flatMap(({ node, topicArn, topicStatus }) => {
    if (topicArn === undefined) return [`${node} publishes to no topic`];
    if (fingerprint(topicArn) !== claim.topic) return [`${node} publishes to ${topicArn}, which is not the registered topic`];
    return topicStatus === 'active' ? [] : [`the topic of ${node} is ${topicStatus}`];
  });
  return faults.length > 0 ? faults.join(', ') : undefined;
}
