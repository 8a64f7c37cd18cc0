import { Clock, Timer } from '../clock/clock';
import { PolicyDocument } from '../iam/policy';

export interface QueueSettings {
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly deadLetterQueueArn?: string;
  readonly maxReceiveCount?: number;
}

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
}

export interface ReceivedMessage extends Message {
  readonly receiptHandle: string;
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
}

interface Stored extends Message {
  receiveCount: number;
  firstReceivedAt: number;
  hidden: boolean;
  receiptHandle: string;
  timer?: Timer;
  expiry?: Timer;
}

/** A standard queue. */
export class Queue {
  policy?: PolicyDocument;
  /** How many messages were visible from when on, for the metric. */
  readonly visibleHistory: { readonly at: number; readonly visible: number }[] = [];
  /** Everything that was ever sent here, for assertions. */
  readonly sent: Message[] = [];
  private readonly messages: Stored[] = [];
  private readonly listeners = new Set<() => void>();
  private receipts = 0;

  /** `bury` takes what was received too often. */
  constructor(private readonly clock: Clock, public settings: QueueSettings, private readonly bury: (queueArn: string, message: Message) => void) {}

  get arn() {
    return this.settings.arn;
  }

  /** Messages that wait to be received. */
  get visible() {
    return this.messages.filter(({ hidden }) => !hidden).length;
  }

  /** Messages in the queue, received ones that were not deleted included. */
  get depth() {
    return this.messages.length;
  }

  get bodies() {
    return this.messages.map(({ body }) => body);
  }

  put(message: Message) {
    this.sent.push(message);
    const stored: Stored = { ...message, receiveCount: 0, firstReceivedAt: 0, hidden: false, receiptHandle: '' };
    // the age of a message counts from when it was first sent, in a dead-letter queue too (SQS: Using dead-letter queues).
    stored.expiry = this.clock.setTimeout(() => this.remove(stored), message.sentAt + this.settings.retentionSeconds * 1000 - this.clock.now());
    this.messages.push(stored);
    this.becameVisible();
  }

  /** Up to `most` visible messages; they are hidden for the visibility timeout. */
  receive(most: number): ReceivedMessage[] {
    const received: ReceivedMessage[] = [];
    for (const message of this.messages.filter(({ hidden }) => !hidden)) {
      if (received.length === most) break;
      if (this.isReceivedTooOften(message)) {
        this.remove(message);
        this.bury(this.settings.deadLetterQueueArn!, { id: message.id, body: message.body, sentAt: message.sentAt });
        continue;
      }
      received.push(this.hide(message));
    }
    this.note();
    return received;
  }

  delete(receiptHandle: string) {
    const message = this.messages.find((candidate) => candidate.receiptHandle === receiptHandle);
    if (message) this.remove(message);
  }

  purge() {
    for (const message of [...this.messages]) this.remove(message);
  }

  onVisible(listener: () => void) {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  private isReceivedTooOften({ receiveCount }: Stored) {
    return receiveCount >= (this.settings.maxReceiveCount ?? Infinity);
  }

  private hide(message: Stored): ReceivedMessage {
    this.receipts += 1;
    message.receiveCount += 1;
    message.firstReceivedAt ||= this.clock.now();
    message.hidden = true;
    message.receiptHandle = `receipt-${this.receipts}`;
    message.timer = this.clock.setTimeout(() => {
      message.hidden = false;
      this.becameVisible();
    }, this.settings.visibilityTimeoutSeconds * 1000);
    const { id, body, sentAt, receiveCount, firstReceivedAt, receiptHandle } = message;
    return { id, body, sentAt, receiveCount, firstReceivedAt, receiptHandle };
  }

  private remove(message: Stored) {
    this.clock.clearTimeout(message.timer);
    this.clock.clearTimeout(message.expiry);
    const index = this.messages.indexOf(message);
    if (index >= 0) this.messages.splice(index, 1);
    this.note();
  }

  private becameVisible() {
    this.note();
    for (const listener of [...this.listeners]) listener();
  }

  private note() {
    this.visibleHistory.push({ at: this.clock.now(), visible: this.visible });
  }
}
