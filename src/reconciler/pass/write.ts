import { batches, Planned } from './batches';
import { isFresh, StaleView } from './freshness';
import { mentioned } from './mentioned';
import { OutOfTime } from '../aws/in-time';
import { isRefusal, isThrottle, ServiceError } from '../aws/service-error';
import { sentence } from '../decide/move';
import { claimName } from '../names';
import { World } from '../world';

/** A zone is busy with a change for a few hundred milliseconds. */
const BUSY_MS = 250;

/**
 * Writes plans in as few batches as can be, and answers with the errors, by prefix.
 *
 * | a batch                                       | then                                                                            |
 * |-----------------------------------------------|---------------------------------------------------------------------------------|
 * | holds a plan that is no longer fresh          | goes without it                                                                 |
 * | was throttled, or the zone is busy            | nothing was made: the same again, while there is time and its plans are fresh   |
 * | was refused, and the refusal names the claims | the others again without them: trouble with one claim must not delay another    |
 * | was refused otherwise                         | one half, then the other: what is healthy is not delayed by as many refusals as claims |
 * | got no answer                                 | may be made or not: all its plans failed                                        |
 */
export async function write(world: World, planned: readonly Planned[], until: number): Promise<Map<string, Error>> {
  const errors = new Map<string, Error>();
  const queue = batches(planned);
  let pauses = 0;
  for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
    const fresh = batch.filter(({ asOf }) => isFresh(world.clock, asOf));
    for (const each of batch) if (!fresh.includes(each)) errors.set(each.prefix, new StaleView());
    if (fresh.length === 0) continue;
    try {
      await world.zone.change(fresh.flatMap((each) => each.plan.changes), comment(fresh, world.zoneName));
      pauses = 0;
    } catch (error) {
      if (isThrottle(error as Error) && world.clock.now() < until) {
        queue.unshift(fresh);
        await world.clock.sleep(BUSY_MS * Math.min(2, 2 ** pauses) * (0.5 + world.clock.random()));
        pauses += 1;
      } else if (fresh.length > 1 && isRefusal(error as ServiceError) && !isThrottle(error as Error)) {
        const named = fresh.filter((each) => isNamed(error as Error, each, world.zoneName));
        const half = Math.ceil(fresh.length / 2);
        for (const { prefix } of named) errors.set(prefix, error as Error);
        if (named.length > 0) queue.unshift(fresh.filter((each) => !named.includes(each)));
        else queue.unshift(fresh.slice(0, half), fresh.slice(half));
      } else {
        for (const { prefix } of fresh) errors.set(prefix, error as Error);
      }
    }
  }
  return errors;
}

/** What was answered with a refusal was not made: if the zone shows the same later, another writer did it, and tells. */
export function mayBeMade(error: Error): boolean {
  return !(error instanceof StaleView || error instanceof OutOfTime || isRefusal(error));
}

/** Route 53 has not even looked at it. */
export function isUntouched(error: Error): boolean {
  return error instanceof StaleView || error instanceof OutOfTime || isThrottle(error);
}

function isNamed(error: Error, { prefix, plan }: Planned, zoneName: string): boolean {
  return mentioned(error, [...plan.changes.map(({ record }) => record.name), claimName(prefix, zoneName)]).length > 0;
}

function comment(batch: readonly Planned[], zoneName: string): string {
  return batch.flatMap(({ plan: { moves } }) => moves.map((move) => sentence(move, zoneName))).join('; ') || 'state of the group remembered';
}
