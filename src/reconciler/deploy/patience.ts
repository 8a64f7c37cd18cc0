import { World } from '../world';

/** The deployment must not go on; the message tells the user what to do. */
export class Refusal extends Error {}

/** IAM takes a while to know a policy that was just written. */
const PERMISSION_MS = 60_000;
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 16_000;

/**
 * Repeats what failed for a reason that passes: a throttled or lost call, a lost swap, a policy that IAM doesn't know yet, a group in doubt.
 *
 * @param until when there is no time for another attempt
 */
export async function patiently<Result>(clock: World['clock'], until: number, attempt: () => Promise<Result>): Promise<Result> {
  const start = clock.now();
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await attempt();
    } catch (error) {
      const { name } = error as Error;
      const last = name.startsWith('AccessDenied') ? Math.min(until, start + PERMISSION_MS) : until;
      if (error instanceof Refusal || name === 'NoSuchHostedZone' || clock.now() > last) throw error;
    }
    await pause(clock, pauses);
  }
}

/** Longer and longer: a hundred claims of one deployment must not keep Route 53, which takes ten requests a second, from serving any of them. */
export async function pause(clock: World['clock'], pausesBefore: number): Promise<void> {
  await clock.sleep(Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** pausesBefore) * (0.5 + clock.random()));
}
