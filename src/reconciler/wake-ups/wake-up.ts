import type { SQSRecord } from 'aws-lambda';
import { SETTLE_SECONDS, SWEEP_MESSAGE, VISIBILITY_SECONDS } from '../settings';

/** One message of the queue, whatever it says. */
export interface WakeUp {
  readonly messageId: string;
  /** Milliseconds since the epoch; NaN when nothing says it. */
  readonly sentAt: number;
  /** Asks for one pass; anything else asks for passes until the group has settled. */
  readonly sweep: boolean;
}

/**
 * When it was sent is compared with when passes began, and SQS has a clock of its own. What SQS's clock alone tells is how long the message had waited when it
 * was first received:
 *
 * | the message                                                      | was sent                                             |
 * |------------------------------------------------------------------|------------------------------------------------------|
 * | is received for the first time                                   | as long before now as it waited, or a moment earlier |
 * | comes back, or does not say when it was first received           | when SQS says                                        |
 * | does not say when it was sent                                    | nobody knows: it ends as a dead letter, and holds up no other |
 *
 * @param now milliseconds since the epoch, by the clock that passes are timed by
 */
export function wakeUp(record: Pick<SQSRecord, 'messageId' | 'body'> & Partial<SQSRecord>, now: number): WakeUp {
  const { messageId, body, attributes } = record;
  const sent = time(attributes?.SentTimestamp);
  const waited = attributes?.ApproximateReceiveCount === '1' ? Math.max(0, time(attributes.ApproximateFirstReceiveTimestamp) - sent) : NaN;
  return { messageId, sentAt: Number.isNaN(waited) ? sent : now - waited, sweep: body === SWEEP_MESSAGE };
}

function time(attribute: string | undefined): number {
  return Number(attribute || NaN);
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
