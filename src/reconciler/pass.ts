import { Claim, claimText, parseClaim } from './claim';
import { fingerprint } from './fingerprint';
import { GroupView } from './group-view';
import { Move } from './move';
import { endpointName, MOST_REPLICAS } from './names';
import { Contest, Current, plan, Plan } from './plan';
import { RecordSet } from './record';
import { standing, Standing } from './serving';
import { World } from './world';
import { mayBeMade, write } from './write';

/** What became of one claim. */
export interface Outcome {
  readonly prefix: string;
  /** `right` after a pass means: as the group is, as far as it is known. */
  readonly result: 'right' | 'doubt' | 'failed';
  readonly reason?: string;
  /** As it was read. */
  readonly claim?: Claim;
  readonly plan?: Plan;
  /** Who may hold names, as the plan was made of it. */
  readonly standing?: Standing;
  /** What was really written. */
  readonly moves: readonly Move[];
  readonly contested: readonly Contest[];
  readonly topicFault?: string;
  /** The names and where they led when the zone was read. */
  readonly current?: ReadonlyMap<string, string>;
}

const ATTEMPTS = 8;
/** So many groups are written while the next ones are read. */
const SLICE = 250;

/**
 * Reads what is, compares with what should be, writes the difference, for every claim addressed to this reconciler.
 *
 * What is retried is the pass, never a call that may have been made: a lost swap or an unanswered write starts again with reading.
 */
export async function pass(world: World, reconciler: string, until: number): Promise<Outcome[]> {
  const done = new Map<string, Outcome>();
  const tried = new Map<string, Outcome>();
  const contested = new Map<string, string>();
  const seen = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === ATTEMPTS || world.clock.now() >= until;
    try {
      const left: Outcome[] = [];
      for await (const { outcomes, asOf } of slices(world, reconciler, (prefix) => !done.has(prefix))) {
        for (const { prefix } of outcomes) seen.add(prefix);
        const open = outcomes.map((outcome) => withMade(outcome, tried.get(outcome.prefix)));
        for (const outcome of open) if (!hasChanges(outcome) && (last || isSure(outcome, contested))) done.set(outcome.prefix, outcome);
        const planned = open.filter(hasChanges).map(({ prefix, plan: planOf }) => ({ prefix, plan: planOf!, asOf }));
        const results = await write(world, planned, until);
        for (const outcome of open.filter(hasChanges)) {
          const error = results.get(outcome.prefix);
          if (error === undefined) done.set(outcome.prefix, { ...outcome, moves: [...outcome.moves, ...outcome.plan!.moves] });
          else if (last || refused(error)) done.set(outcome.prefix, { ...outcome, result: 'failed', reason: `${error.name}: ${error.message}` });
          else tried.set(outcome.prefix, mayBeMade(error) ? outcome : { ...outcome, plan: undefined });
        }
        left.push(...open.filter(({ prefix }) => !done.has(prefix)));
      }
      if (left.length === 0) return [...seen].flatMap((prefix) => done.get(prefix) ?? []);
    } catch (error) {
      if (last) throw error;
    }
    const pause = 50 * 2 ** attempt * (0.5 + world.clock.random());
    await world.clock.sleep(Math.max(0, Math.min(pause, until - world.clock.now())));
  }
}

/** Reads zone, then groups, and plans; writes nothing. */
export async function look(world: World, reconciler: string): Promise<{ outcomes: Outcome[] }> {
  const outcomes: Outcome[] = [];
  for await (const slice of slices(world, reconciler, () => true)) outcomes.push(...slice.outcomes);
  return { outcomes };
}

interface Slice {
  readonly outcomes: Outcome[];
  /** When the oldest of the views that they were made of was asked for. */
  readonly asOf: number;
}

/** Looks at the open claims, a slice of the groups at a time. The next one is being read while the one before is written. */
async function* slices(world: World, reconciler: string, isOpen: (prefix: string) => boolean): AsyncGenerator<Slice> {
  const mine = (claims: ReadonlyMap<string, readonly RecordSet[]>) => [...claims].flatMap(([prefix, records]) => {
    const parsed = records.length === 1 ? parseClaim(prefix, records[0]) : { problem: 'shares its name' };
    return 'claim' in parsed && parsed.claim.reconciler === reconciler && isOpen(prefix) ? [{ claim: parsed.claim, record: records[0] }] : [];
  });
  const zone = await world.zone.read((claims) => mine(claims).flatMap(({ claim }) => namesOf(claim, world.zoneName)));
  const claims = mine(zone.claims);
  const groups = [...new Set(claims.map(({ claim }) => claim.group))].sort();
  const sitting = { now: () => world.clock.now() };
  const read = async (start: number) => {
    const asked = world.clock.now();
    const ids = groups.slice(start, start + SLICE);
    const views = await world.groups.read(ids, sitting);
    return { ids: new Set(ids), views, asOf: Math.min(asked, ...[...views.values()].flatMap(({ asOf }) => asOf ?? [])) };
  };
  let next = read(0);
  for (let start = 0; start < groups.length; start += SLICE) {
    const { ids, views, asOf } = await next;
    if (start + SLICE < groups.length) next = read(start + SLICE);
    next.catch(() => undefined); // it is awaited after the writing
    const ofSlice = claims.filter(({ claim }) => ids.has(claim.group));
    const at = (name: string) => zone.at(name);
    yield { outcomes: ofSlice.map(({ claim, record }) => outcomeOf(claim, record, views.get(claim.group), at, world)), asOf };
  }
}

function outcomeOf(claim: Claim, record: RecordSet, view: GroupView | undefined, at: Current['at'], world: World): Outcome {
  const nothing = { prefix: claim.prefix, moves: [], contested: [] };
  if (view === undefined) return { ...nothing, result: 'failed', reason: `replication group ${claim.group} was not found` };
  const now = Math.floor(world.clock.now() / 1000);
  const found = standing(view, claim.primary, claim.demotions, now);
  const planned = plan(claim, found, { zone: world.zoneName, claim: record, at }, now);
  return {
    ...nothing,
    result: planned.doubt === undefined ? 'right' : 'doubt',
    reason: planned.doubt,
    claim,
    plan: planned,
    standing: found,
    contested: planned.contested,
    topicFault: topicFault(claim, view),
    current: new Map(namesOf(claim, world.zoneName).flatMap((name) => at(name).map(({ values }) => [name, values.join(' ')] as const))),
  };
}

/** Names that a claim has or may get. */
export function namesOf(claim: Pick<Claim, 'prefix' | 'endpointCount' | 'endpoints'>, zone: string): string[] {
  const most = Math.max(claim.endpointCount ?? MOST_REPLICAS, claim.endpoints.length);
  return Array.from({ length: most }, (_, index) => endpointName(claim.prefix, index + 1, zone));
}

function hasChanges({ plan: planned }: Outcome): boolean {
  return planned !== undefined && planned.changes.length > 0;
}

/**
 * Claims and names can lie on two pages, and another writer come between: its name would look like somebody else's. A contest is true when
 * the claim is still the same at the next look.
 */
function isSure({ prefix, claim, contested }: Outcome, before: Map<string, string>): boolean {
  if (contested.length === 0) return true;
  const text = claimText(claim!);
  const same = before.get(prefix) === text;
  before.set(prefix, text);
  return same;
}

/** A write without an answer that shows in the zone was made after all. */
function withMade(outcome: Outcome, before: Outcome | undefined): Outcome {
  if (before === undefined) return outcome;
  const made = before.plan !== undefined && outcome.claim !== undefined && claimText(outcome.claim) === claimText(before.plan.claim);
  return { ...outcome, moves: [...before.moves, ...made ? before.plan.moves : []] };
}

function refused(error: Error): boolean {
  return error.name.startsWith('AccessDenied');
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
