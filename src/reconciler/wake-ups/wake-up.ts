import { SETTLE_SECONDS, VISIBILITY_SECONDS } from '../settings';

/** One message of the queue, whatever it says. */
export interface WakeUp {
  readonly messageId: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** Asks for one pass; anything else asks for passes until the group has settled. */
  readonly sweep: boolean;
}

/**
 * Does the message ask for a pass now? A notification does when it was sent and each time it comes back. Any pass begun since it last became
 * due will do, whoever asked for it.
 */
export function isDue(wakeUp: WakeUp, now: number, lastPass: number | undefined): boolean {
  const age = Math.max(0, Math.min(now - wakeUp.sentAt, SETTLE_SECONDS * 1000));
  const due = wakeUp.sweep ? wakeUp.sentAt : wakeUp.sentAt + age - age % (VISIBILITY_SECONDS * 1000);
  return lastPass === undefined || lastPass < Math.min(due, now);
}

/** Is a message finished with, so that it may be deleted? If not, it comes back after its visibility timeout. */
export function isDone(wakeUp: WakeUp, lastPass: number | undefined): boolean {
  return lastPass !== undefined && lastPass >= wakeUp.sentAt + (wakeUp.sweep ? 0 : SETTLE_SECONDS * 1000);
}
