import { World } from '../world';

/** The deployment must not go on; the message tells the user what to do. */
export class Refusal extends Error {}

/**
 * Route 53 looked at a batch and does not make it. A swap that was lost to another writer is refused in the same way: only the same refusal of the same
 * batch, after all has been read again, is Route 53's last word.
 */
export class RefusedBatch extends Error {
  readonly $metadata?: object;

  constructor(readonly contents: string, cause: Error & { readonly $metadata?: object }) {
    super(cause.message, { cause });
    this.name = cause.name;
    this.$metadata = cause.$metadata;
  }

  isLike({ contents, name, message }: RefusedBatch): boolean {
    return this.contents === contents && this.name === name && this.message === message;
  }
}

/** So often in a row the same refusal is not believed; what was read may still be old. */
const DOUBTED_REFUSALS = 2;

/** IAM takes a while to know a policy that was just written. */
const PERMISSION_MS = 60_000;
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 16_000;

/**
 * Repeats what failed for a reason that passes: a throttled or lost call, a lost swap, a policy that IAM doesn't know yet, a group in doubt.
 *
 * | failed with                             | then                                    |
 * |-----------------------------------------|-----------------------------------------|
 * | a Refusal, or the zone is gone          | that is final                           |
 * | AccessDenied                            | tried for a minute                      |
 * | the same refusal of the same batch      | final at the third time in a row        |
 * | anything else                           | tried while there is time               |
 *
 * @param until when there is no time for another attempt
 * @param attempt is told how the one before failed, and how often the same refusal has come in a row
 */
export async function patiently<Result>(clock: World['clock'], until: number, attempt: (refusals: number, before?: Error) => Promise<Result>): Promise<Result> {
  const start = clock.now();
  let before: Error | undefined;
  let refusals = 0;
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await attempt(refusals, before);
    } catch (error) {
      const { name, message } = error as Error;
      const last = name.startsWith('AccessDenied') ? Math.min(until, start + PERMISSION_MS) : until;
      if (error instanceof Refusal || name === 'NoSuchHostedZone' || clock.now() > last) throw error;
      if (!(error instanceof RefusedBatch)) refusals = 0;
      else refusals = before instanceof RefusedBatch && before.isLike(error) ? refusals + 1 : 1;
      before = error as Error;
      if (refusals > DOUBTED_REFUSALS) {
        throw new Refusal(`Route 53 refuses the changes, got: ${name}: ${message}: `
          + 'lift what keeps it from them, such as a guardrail or a record protection of the zone, and try again');
      }
    }
    await pause(clock, pauses);
  }
}

/** Longer and longer: a hundred claims of one deployment must not keep Route 53, which takes ten requests a second, from serving any of them. */
export async function pause(clock: World['clock'], pausesBefore: number): Promise<void> {
  await clock.sleep(Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** pausesBefore) * (0.5 + clock.random()));
}
