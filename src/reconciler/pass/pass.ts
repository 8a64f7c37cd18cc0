import { readZone, slices, ZoneRead } from './look';
import { Outcome } from './outcome';
import { World } from '../world';
import { isUntouched, mayBeMade, write } from './write';
import { claimText } from '../decide/claim-text';

const ATTEMPTS = 8;

/**
 * Reads what is, compares with what should be, writes the difference, for every claim addressed to this reconciler.
 *
 * What is retried is the pass, never a call that may have been made: a lost swap or an unanswered write starts again with reading. After a plan that only
 * grew old before Route 53 had time for it, the groups are read again and the zone is not: should it have changed meanwhile, the swap is lost.
 */
export async function pass(world: World, reconciler: string, until: number): Promise<Outcome[]> {
  const done = new Map<string, Outcome>();
  const tried = new Map<string, Outcome>();
  const contested = new Map<string, string>();
  const seen = new Set<string>();
  let zone: ZoneRead | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === ATTEMPTS || world.clock.now() >= until;
    try {
      const left: Outcome[] = [];
      const isOpen = (prefix: string) => !done.has(prefix);
      const current = zone ?? await readZone(world, reconciler, isOpen);
      zone = current;
      for await (const { outcomes, asOf } of slices(world, current, isOpen)) {
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
          if (error !== undefined && !isUntouched(error)) zone = undefined;
        }
        if (open.some(({ prefix, contested: found }) => found.length > 0 && !done.has(prefix))) zone = undefined;
        left.push(...open.filter(({ prefix }) => !done.has(prefix)));
      }
      if (left.length === 0) return [...seen].flatMap((prefix) => done.get(prefix) ?? []);
    } catch (error) {
      if (last) throw error;
      zone = undefined;
    }
    const pause = 50 * 2 ** attempt * (0.5 + world.clock.random());
    await world.clock.sleep(Math.max(0, Math.min(pause, until - world.clock.now())));
  }
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
