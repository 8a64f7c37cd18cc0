import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { Outcome } from '../pass/outcome';
import { pass } from '../pass/pass';
import { Report, report, reportFailure } from '../pass/report';
import { areAsTheyWere, isSettled } from './settled';
import { isDone, isDue, WakeUp, wakeUp } from './wake-up';
import { World } from '../world';

/**
 * Serves batches of wake-ups. One pass answers all of them, and those of later batches that became due before it began.
 *
 * | the wake-ups that are due                            | answered by                                                          |
 * |------------------------------------------------------|----------------------------------------------------------------------|
 * | none                                                 | nothing                                                              |
 * | a sweep, or a notification that has had no pass here | a pass                                                               |
 * | notifications that come back                         | a look at the groups, and a pass when one is not as it was           |
 *
 * What it remembers is known only to this execution environment. Not to know it costs at most a pass.
 */
export class WakeUpServer {
  /** When the last pass that left nothing failed, or a look that found nothing to do, began. */
  private lastPass?: number;
  /** The last pass, if it left nothing to wait for but a change of a group. */
  private settled?: { readonly begun: number; readonly outcomes: readonly Outcome[] };

  constructor(
    private readonly world: World,
    private readonly reconciler: { readonly fingerprint: string; readonly functionName: string },
    private readonly tell: (report: Report) => void,
  ) {}

  async serve(event: SQSEvent, until: number): Promise<SQSBatchResponse> {
    if (!isBatch(event)) throw new Error(`the event must be a batch of SQS messages or {"action":"plan"}, got: ${JSON.stringify(event)?.slice(0, 200)}`);
    const begun = this.world.clock.now();
    const wakeUps = event.Records.map((record) => wakeUp(record, begun));
    const due = wakeUps.filter((each) => isDue(each, begun, this.lastPass));
    const needless = due.length > 0 && await this.isNeedless(due);
    if (needless) this.lastPass = begun;
    const swept = due.length > 0 && !needless && await this.pass(begun, until);
    const open = wakeUps.filter((each) => !isDone(each, swept && each.sweep ? begun : this.lastPass));
    return { batchItemFailures: open.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  }

  /** Would a pass write nothing? What could not be looked at gets a pass, which tells what is wrong. */
  private async isNeedless(due: readonly WakeUp[]): Promise<boolean> {
    const { settled, world } = this;
    if (settled === undefined || !due.every(({ sweep, sentAt }) => !sweep && settled.begun >= sentAt)) return false;
    return areAsTheyWere(world, settled.outcomes).catch(() => false);
  }

  /** A sweep has had its pass even when one of the claims failed: the next sweep is never far. */
  private async pass(begun: number, until: number): Promise<boolean> {
    const { world, reconciler } = this;
    try {
      const outcomes = await pass(world, reconciler.fingerprint, until);
      this.settled = isSettled(outcomes) ? { begun, outcomes } : undefined;
      if (outcomes.every(({ result, lasting }) => result !== 'failed' || lasting)) this.lastPass = begun;
      this.tell(report(outcomes, world.zoneName, reconciler.functionName, world.clock.now()));
      return true;
    } catch (error) {
      this.tell(reportFailure(error as Error, reconciler.functionName, world.clock.now()));
      throw error;
    }
  }
}

/** What has no id can't be told from the others when it has to come back. */
function isBatch(event: { readonly Records?: unknown } | null | undefined): event is SQSEvent {
  return Array.isArray(event?.Records) && event.Records.every((record) => typeof record?.messageId === 'string' && record.messageId !== '');
}
