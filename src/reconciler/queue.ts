import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { pass } from './pass';
import { report, reportFailure } from './report';
import { SWEEP_MESSAGE } from './settings';
import { isDone, isDue, WakeUp } from './wake-up';
import { World } from './world';

/** Serves batches of wake-ups. One pass answers all of them, and those of later batches that became due before it began. */
export class Queue {
  /** When the last pass that left nothing failed began; known only to this execution environment, which costs at most a pass. */
  private lastPass?: number;

  constructor(
    private readonly world: World,
    private readonly reconciler: { readonly fingerprint: string; readonly functionName: string },
    private readonly log: (line: string) => void,
  ) {}

  async serve(event: SQSEvent, until: number): Promise<SQSBatchResponse> {
    if (!Array.isArray(event?.Records)) throw new Error(`the event must be a batch of SQS messages or {"action":"plan"}, got: ${JSON.stringify(event)?.slice(0, 200)}`);
    const wakeUps = event.Records.map(wakeUp);
    const begun = this.world.clock.now();
    const swept = wakeUps.some((each) => isDue(each, begun, this.lastPass)) && await this.pass(begun, until);
    const open = wakeUps.filter((each) => !isDone(each, swept && each.sweep ? begun : this.lastPass));
    return { batchItemFailures: open.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  }

  /** A sweep has had its pass even when one of the claims failed: the next sweep is never far. */
  private async pass(begun: number, until: number): Promise<boolean> {
    const { world, reconciler } = this;
    try {
      const outcomes = await pass(world, reconciler.fingerprint, until);
      if (outcomes.every(({ result }) => result !== 'failed')) this.lastPass = begun;
      report(outcomes, world.zoneName, reconciler.functionName, world.clock.now()).forEach(this.log);
      return true;
    } catch (error) {
      reportFailure(error as Error, reconciler.functionName, world.clock.now()).forEach(this.log);
      throw error;
    }
  }
}

/** A message that does not say when it was sent is never done: it ends as a dead letter, and holds up no other. */
function wakeUp({ messageId, body, attributes }: SQSRecord): WakeUp {
  return { messageId, sentAt: Number(attributes?.SentTimestamp || NaN), sweep: body === SWEEP_MESSAGE };
}
