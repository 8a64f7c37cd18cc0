import { World } from './world';

/** The deployment must not go on; the message tells the user what to do. */
export class Refusal extends Error {}

/** IAM takes a while to know a policy that was just written. */
const PERMISSION_MS = 60_000;
/** A group that is being changed, a throttled call: there is time, but CloudFormation gets its answer within five minutes. */
const PATIENCE_MS = 150_000;
const PAUSE_MS = 2_000;

/** Repeats what failed for a reason that passes: a throttled or lost call, a lost swap, a policy that IAM doesn't know yet, a group in doubt. */
export async function patiently<Result>(clock: World['clock'], attempt: () => Promise<Result>): Promise<Result> {
  const start = clock.now();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const waited = clock.now() - start;
      const limit = (error as Error).name.startsWith('AccessDenied') ? PERMISSION_MS : PATIENCE_MS;
      if (error instanceof Refusal || (error as Error).name === 'NoSuchHostedZone' || waited > limit) throw error;
    }
    await clock.sleep(PAUSE_MS * (0.5 + clock.random()));
  }
}
