import { batches, Planned } from './batches';
import { Claim, claimText, parseClaim } from './claim';
import { fingerprint } from './fingerprint';
import { checkFresh, StaleView } from './freshness';
import { GroupView } from './group-view';
import { Move, sentence } from './move';
import { endpointName, MOST_REPLICAS } from './names';
import { Contest, plan, Plan } from './plan';
import { RecordSet } from './record';
import { isRefusal, isThrottle, ServiceError } from './service-error';
import { standing } from './serving';
import { World } from './world';

/** What became of one claim. */
export interface Outcome {
  readonly prefix: string;
  /** `right` after a pass means: as the group is, as far as it is known. */
  readonly result: 'right' | 'doubt' | 'failed';
  readonly reason?: string;
  /** As it was read. */
  readonly claim?: Claim;
  readonly plan?: Plan;
  /** What was really written. */
  readonly moves: readonly Move[];
  readonly contested: readonly Contest[];
  readonly topicFault?: string;
  /** The names and where they led when the zone was read. */
  readonly current?: ReadonlyMap<string, string>;
}

const ATTEMPTS = 8;

/**
 * Reads what is, compares with what should be, writes the difference, for every claim addressed to this reconciler.
 *
 * What is retried is the pass, never the call: a lost swap, a throttled or unanswered write starts again with reading.
 */
export async function pass(world: World, reconciler: string, until: number): Promise<Outcome[]> {
  const done = new Map<string, Outcome>();
  const tried = new Map<string, Outcome>();
  const contested = new Map<string, string>();
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === ATTEMPTS || world.clock.now() > until;
    try {
      const { outcomes, readAt } = await look(world, reconciler);
      const open = outcomes.filter(({ prefix }) => !done.has(prefix)).map((outcome) => withMade(outcome, tried.get(outcome.prefix)));
      for (const outcome of open) if (!hasChanges(outcome) && (last || isSure(outcome, contested))) done.set(outcome.prefix, outcome);
      const planned = open.filter(hasChanges).map(({ prefix, plan: planOf }) => ({ prefix, plan: planOf! }));
      const results = await write(world, planned, readAt);
      for (const outcome of open.filter(hasChanges)) {
        const error = results.get(outcome.prefix);
        if (error === undefined) done.set(outcome.prefix, { ...outcome, moves: [...outcome.moves, ...outcome.plan!.moves] });
        else if (last || refused(error)) done.set(outcome.prefix, { ...outcome, result: 'failed', reason: `${error.name}: ${error.message}` });
        else tried.set(outcome.prefix, mayBeMade(error) ? outcome : { ...outcome, plan: undefined });
      }
      if (open.every(({ prefix }) => done.has(prefix))) return outcomes.map(({ prefix }) => done.get(prefix)!);
    } catch (error) {
      if (last) throw error;
    }
    await world.clock.sleep(Math.min(2_000, 50 * 2 ** attempt) * (0.5 + world.clock.random()));
  }
}

/** Reads zone, then groups, and plans; writes nothing. */
export async function look(world: World, reconciler: string): Promise<{ outcomes: Outcome[]; readAt: number }> {
  const mine = (claims: ReadonlyMap<string, readonly RecordSet[]>) => [...claims].flatMap(([prefix, records]) => {
    const parsed = records.length === 1 ? parseClaim(prefix, records[0]) : { problem: 'shares its name' };
    return 'claim' in parsed && parsed.claim.reconciler === reconciler ? [{ claim: parsed.claim, record: records[0] }] : [];
  });
  const zone = await world.zone.read((claims) => mine(claims).flatMap(({ claim }) => namesOf(claim, world.zoneName)));
  const readAt = world.clock.now();
  const claims = mine(zone.claims);
  const views = await world.groups.read([...new Set(claims.map(({ claim }) => claim.group))]);
  const outcomes = claims.map(({ claim, record }): Outcome => {
    const view = views.get(claim.group);
    const nothing = { prefix: claim.prefix, moves: [], contested: [] };
    if (view === undefined) return { ...nothing, result: 'failed', reason: `replication group ${claim.group} was not found` };
    const now = Math.floor(world.clock.now() / 1000);
    const planned = plan(
      claim,
      standing(view, claim.primary, claim.demotions, now),
      { zone: world.zoneName, claim: record, at: (name) => zone.at(name) },
      now,
    );
    return {
      ...nothing,
      result: planned.doubt === undefined ? 'right' : 'doubt',
      reason: planned.doubt,
      claim,
      plan: planned,
      contested: planned.contested,
      topicFault: topicFault(claim, view),
      current: new Map(namesOf(claim, world.zoneName).flatMap((name) => zone.at(name).map(({ values }) => [name, values.join(' ')] as const))),
    };
  });
  return { outcomes, readAt };
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

/** What was answered with a refusal was not made: if the zone shows the same later, another writer did it, and tells. */
function mayBeMade(error: Error): boolean {
  return !(error instanceof StaleView || isRefusal(error));
}

function refused(error: Error): boolean {
  return error.name.startsWith('AccessDenied');
}

/** The errors, by prefix. A batch that is refused is tried again claim by claim: trouble with one must not delay another. */
async function write(world: World, planned: readonly Planned[], readAt: number): Promise<Map<string, Error>> {
  const errors = new Map<string, Error>();
  const queue = batches(planned);
  for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
    try {
      checkFresh(world.clock, readAt);
      await world.zone.change(batch.flatMap((each) => each.plan.changes), comment(batch, world.zoneName));
    } catch (error) {
      if (batch.length > 1 && isAboutContents(error as ServiceError)) queue.unshift(...batch.map((each) => [each]));
      else for (const { prefix } of batch) errors.set(prefix, error as Error);
    }
  }
  return errors;
}

/** Route 53 or IAM looked at the batch and refused it, unlike a call that was throttled or got no answer. */
function isAboutContents(error: ServiceError): boolean {
  return isRefusal(error) && !isThrottle(error);
}

function comment(batch: readonly Planned[], zoneName: string): string {
  return batch.flatMap(({ plan: { moves } }) => moves.map((move) => sentence(move, zoneName))).join('; ') || 'state of the group remembered';
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
