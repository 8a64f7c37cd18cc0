import { createHash } from 'node:crypto';
import { LambdaHost } from './lambda-host';
import { failedItems } from './partial-failures';
import { Clock } from '../clock/clock';
import { Iam } from '../iam/iam';
import { refusalOf } from '../iam/refusal';
import { Queue, ReceivedMessage } from '../sqs/queue';
import { Sqs } from '../sqs/sqs';
import { AwsError } from '../wire/aws-error';

export interface MappingSettings {
  readonly functionName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** Absent: the five pollers that Lambda starts with. */
  readonly maximumConcurrency?: number;
  readonly reportBatchItemFailures: boolean;
}

const ACTIONS = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

/** Lambda's pollers: they take messages off a queue in the name of the function's role and hand them to the function in batches. */
export class EventSourceMappings {
  private readonly mappings = new Map<string, { readonly settings: MappingSettings; readonly stop: () => void }>();
  private created = 0;

  constructor(
    private readonly clock: Clock,
    private readonly iam: Pick<Iam, 'authorize'>,
    private readonly sqs: Sqs,
    private readonly lambda: LambdaHost,
    private readonly region: string,
  ) {}

  create(settings: MappingSettings): string {
    this.check(settings);
    this.created += 1;
    const uuid = `00000000-0000-4000-b000-${String(this.created).padStart(12, '0')}`;
    this.start(uuid, settings);
    return uuid;
  }

  update(uuid: string, settings: MappingSettings) {
    this.delete(uuid);
    this.check(settings);
    this.start(uuid, settings);
  }

  delete(uuid: string) {
    this.mappings.get(uuid)?.stop();
    this.mappings.delete(uuid);
  }

  private check(settings: MappingSettings) {
    const { timeoutSeconds } = this.lambda.definition(settings.functionName);
    const missing = ACTIONS.find((action) => !this.may(settings, action));
    if (missing) throw invalid(`The function execution role does not have permissions to call ${missing} on SQS`);
    const { visibilityTimeoutSeconds } = this.sqs.queue(settings.queueArn).settings;
    if (visibilityTimeoutSeconds < timeoutSeconds) {
      throw invalid(`Queue visibility timeout: ${visibilityTimeoutSeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`);
    }
    // lambda/latest/api/API_ScalingConfig.html
    const { maximumConcurrency: most = 2, batchSize } = settings;
    if (most < 2 || most > 1000) throw invalid(`MaximumConcurrency must be between 2 and 1000, got: ${most}`);
    if (batchSize < 1 || batchSize > 10) throw invalid(`a batch of more than 10 messages needs a batching window, got: ${batchSize}`);
    const twin = [...this.mappings].find(([, { settings: { functionName, queueArn } }]) =>
      functionName === settings.functionName && queueArn === settings.queueArn);
    if (twin) {
      throw new AwsError('ResourceConflictException', `An event source mapping with SQS arn (" ${settings.queueArn} ") and function (" ${settings.functionName} ") already exists. Please update or delete the existing mapping with UUID ${twin[0]}`, 409);
    }
  }

  private start(uuid: string, settings: MappingSettings) {
    const queue = this.sqs.queue(settings.queueArn);
    let running = 0;
    let stopped = false;
    const poll = () => {
      while (!stopped && running < (settings.maximumConcurrency ?? 5) && queue.visible > 0) {
        if (!this.may(settings, 'ReceiveMessage')) return;
        const batch = queue.receive(settings.batchSize);
        if (batch.length === 0) return;
        running += 1;
        void this.hand(settings, queue, batch).finally(() => {
          running -= 1;
          poll();
        });
      }
    };
    const stopListening = queue.onVisible(poll);
    const stop = () => {
      stopped = true;
      stopListening();
    };
    this.mappings.set(uuid, { settings, stop });
    this.clock.setTimeout(poll, 0);
  }

  private async hand(settings: MappingSettings, queue: Queue, batch: ReceivedMessage[]) {
    const outcome = await this.lambda.invoke(settings.functionName, { Records: batch.map((message) => this.record(queue, message)) });
    if (outcome.error) return;
    const failed = settings.reportBatchItemFailures ? failedItems(outcome.payload, batch.map(({ id }) => id)) : [];
    // what is not deleted comes back when its visibility timeout is over.
    for (const { id, receiptHandle } of batch) {
      if (!failed.includes(id) && this.may(settings, 'DeleteMessage')) queue.delete(receiptHandle);
    }
  }

  private may({ functionName, queueArn }: MappingSettings, action: string) {
    const { roleArn } = this.lambda.definition(functionName);
    return !refusalOf(() => this.iam.authorize(roleArn, `sqs:${action}`, queueArn, { 'aws:SecureTransport': ['true'] }));
  }

  private record(queue: Queue, message: ReceivedMessage) {
    return {
      messageId: message.id,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receiveCount),
        SentTimestamp: String(message.sentAt + this.sqs.clockAheadMs),
        SenderId: 'AIDAEXAMPLE',
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt + this.sqs.clockAheadMs),
      },
      messageAttributes: {},
      md5OfBody: createHash('md5').update(message.body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: queue.arn,
      awsRegion: this.region,
    };
  }
}

function invalid(message: string) {
  return new AwsError('InvalidParameterValueException', message);
}
