import { Queue, QueueSettings } from './queue';
import { Clock } from '../clock/clock';
import { Iam } from '../iam/iam';
import { evaluatePolicy, PolicyDocument } from '../iam/policy';
import { accessDenied, AwsError } from '../wire/aws-error';

/** Who sends a message: a service in the name of a resource, or a role. */
export type Sender =
  | { readonly service: string; readonly sourceArn: string; readonly sourceAccount: string }
  | { readonly roleArn: string };

export class Sqs {
  /** How far the clock of SQS is ahead of everybody else's, in milliseconds; it shows in the timestamps of messages and nowhere else. */
  clockAheadMs = 0;
  private readonly queues = new Map<string, Queue>();
  private sent = 0;

  constructor(private readonly clock: Clock, private readonly iam: Pick<Iam, 'authorize'>, private readonly place: { region: string; account: string }) {}

  createQueue(settings: Omit<QueueSettings, 'arn'>): Queue {
    const arn = this.arn(settings.name);
    if (this.queues.has(arn)) throw new AwsError('QueueNameExists', `A queue already exists with the same name: ${settings.name}`);
    const queue = new Queue(this.clock, { ...settings, arn }, (deadLetterQueueArn, message) => this.queue(deadLetterQueueArn).put(message));
    this.queues.set(arn, queue);
    return queue;
  }

  deleteQueue(nameOrArn: string) {
    const queue = this.queue(nameOrArn);
    queue.purge();
    this.queues.delete(queue.arn);
  }

  hasQueue(nameOrArn: string) {
    return this.queues.has(this.arn(nameOrArn));
  }

  queue(nameOrArn: string): Queue {
    const queue = this.queues.get(this.arn(nameOrArn));
    if (!queue) throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', `The specified queue does not exist: ${nameOrArn}`);
    return queue;
  }

  url(name: string) {
    return `https://sqs.${this.place.region}.amazonaws.com/${this.place.account}/${name}`;
  }

  /** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html */
  setPolicy(nameOrArn: string, document: PolicyDocument | undefined) {
    const queue = this.queue(nameOrArn);
    const statements = document ? [document.Statement].flat().length : 0;
    if (statements > 20) throw new AwsError('OverLimit', `a queue policy holds 20 statements at most, got: ${statements}`, 403);
    const size = document ? Buffer.byteLength(JSON.stringify(document)) : 0;
    if (size > 8192) throw new AwsError('OverLimit', `a queue policy holds 8192 bytes at most, got: ${size}`, 403);
    queue.policy = document;
  }

  send(nameOrArn: string, body: string, sender: Sender) {
    const queue = this.queue(nameOrArn);
    this.authorizeSending(queue, sender);
    this.sent += 1;
    queue.put({ id: `message-${this.sent}`, body, sentAt: this.clock.now() });
  }

  // a role of the account needs its own policy or the queue's; a service has none of its own.
  private authorizeSending(queue: Queue, sender: Sender) {
    const context = { 'aws:SecureTransport': ['true'] };
    const request = 'service' in sender
      ? { principal: { Service: sender.service }, context: { ...context, 'aws:SourceArn': [sender.sourceArn], 'aws:SourceAccount': [sender.sourceAccount] } }
      : { principal: { AWS: sender.roleArn }, context };
    const verdict = queue.policy ? evaluatePolicy(queue.policy, { ...request, action: 'sqs:SendMessage', resource: queue.arn }) : 'none';
    if (verdict === 'deny') throw accessDenied(`sqs:SendMessage on ${queue.arn} is denied by the queue's policy`);
    if ('roleArn' in sender) {
      if (verdict === 'none') this.iam.authorize(sender.roleArn, 'sqs:SendMessage', queue.arn, context);
    } else if (verdict === 'none') {
      throw accessDenied(`sqs:SendMessage on ${queue.arn} is not allowed to ${sender.service} for ${sender.sourceArn}`);
    }
  }

  private arn(nameOrArn: string) {
    return nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:sqs:${this.place.region}:${this.place.account}:${nameOrArn}`;
  }
}
