import { Delivery } from './delivery';
import { lambdaEvent } from './lambda-event';
import { defaultPolicy, Subscription, SubscriptionAttributes, Topic } from './topic';
import { Clock } from '../clock/clock';
import { evaluatePolicy, PolicyDocument } from '../iam/policy';
import { refusalOf } from '../iam/refusal';
import { NotModelled } from '../not-modelled';
import { Sqs } from '../sqs/sqs';
import { AwsError } from '../wire/aws-error';

export class Sns {
  readonly delivery: Delivery;
  /** Everything that was accepted, for assertions. */
  readonly published: { readonly at: number; readonly topicArn: string; readonly message: string }[] = [];
  /** Notifications that a queue did not take. */
  readonly undelivered: { readonly subscription: Subscription; readonly message: string; readonly reason: string }[] = [];
  /** Runs the functions that are subscribed; SNS hands it an event and waits for nothing. Whether SNS may is not modelled. */
  lambda?: { invokeAsync(functionArn: string, event: unknown): Promise<void> };
  private readonly topics = new Map<string, Topic>();
  private subscribed = 0;

  constructor(private readonly clock: Clock, private readonly sqs: Sqs, private readonly place: { region: string; account: string }) {
    this.delivery = new Delivery(clock);
  }

  createTopic({ name, encrypted = false }: { readonly name: string; readonly encrypted?: boolean }): Topic {
    const arn = `arn:aws:sns:${this.place.region}:${this.place.account}:${name}`;
    if (this.topics.has(arn)) throw new AwsError('InvalidParameter', `Topic already exists: ${arn}`);
    const topic = { arn, name, encrypted, policy: defaultPolicy(arn, this.place.account), subscriptions: [] };
    this.topics.set(arn, topic);
    return topic;
  }

  deleteTopic(topicArn: string) {
    this.topics.delete(topicArn);
  }

  topic(topicArn: string): Topic {
    const topic = this.topics.get(topicArn);
    if (!topic) throw new AwsError('NotFound', `Topic does not exist: ${topicArn}`, 404);
    return topic;
  }

  /** Without a document, the default one comes back. */
  setPolicy(topicArn: string, document: PolicyDocument | undefined) {
    this.topic(topicArn).policy = document ?? defaultPolicy(topicArn, this.place.account);
  }

  /** A topic has one subscription for an endpoint: subscribing again answers with the same one, or is refused when it asks for something else. */
  subscribe(topicArn: string, protocol: string, endpoint: string, attributes: SubscriptionAttributes = {}): Subscription {
    if (protocol !== 'sqs' && !(protocol === 'lambda' && this.lambda)) throw new NotModelled(`SNS subscriptions of protocol ${protocol}`);
    const topic = this.topic(topicArn);
    const existing = topic.subscriptions.find((subscription) => subscription.endpoint === endpoint && subscription.protocol === protocol);
    if (existing) {
      if (JSON.stringify(existing.attributes) === JSON.stringify(attributes)) return existing;
      throw new AwsError('InvalidParameter', 'Invalid parameter: Attributes Reason: Subscription already exists with different attributes');
    }
    this.subscribed += 1;
    const arn = `${topicArn}:00000000-0000-4000-9000-${String(this.subscribed).padStart(12, '0')}`;
    const subscription = { arn, topicArn, protocol, endpoint, attributes };
    topic.subscriptions.push(subscription);
    return subscription;
  }

  unsubscribe(subscriptionArn: string) {
    for (const { subscriptions } of this.topics.values()) {
      const index = subscriptions.findIndex(({ arn }) => arn === subscriptionArn);
      if (index >= 0) subscriptions.splice(index, 1);
    }
  }

  /**
   * ElastiCache publishes. It says whose group it is by `aws:SourceOwner` only, no page names its principal, and it cannot use an encrypted topic.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
   */
  publish(topicArn: string, message: string, publisher: { readonly service: 'elasticache'; readonly sourceOwner: string }): 'delivered' | 'refused' {
    const topic = this.topics.get(topicArn);
    if (!topic || topic.encrypted) return 'refused';
    const verdict = evaluatePolicy(topic.policy, {
      principal: { Service: 'that no page names' },
      action: 'sns:Publish',
      resource: topicArn,
      context: { 'aws:SourceOwner': [publisher.sourceOwner], 'aws:SecureTransport': ['true'] },
    });
    if (verdict !== 'allow') return 'refused';
    this.accept(topic, message);
    return 'delivered';
  }

  private accept(topic: Topic, message: string) {
    this.published.push({ at: this.clock.now(), topicArn: topic.arn, message });
    const envelope = JSON.stringify({
      Type: 'Notification',
      MessageId: `00000000-0000-4000-a000-${String(this.published.length).padStart(12, '0')}`,
      TopicArn: topic.arn,
      Message: message,
      Timestamp: new Date(this.clock.now()).toISOString(),
      SignatureVersion: '1',
      Signature: 'EXAMPLE',
      SigningCertURL: `https://sns.${this.place.region}.amazonaws.com/SimpleNotificationService-0000.pem`,
      UnsubscribeURL: `https://sns.${this.place.region}.amazonaws.com/?Action=Unsubscribe`,
    });
    for (const subscription of topic.subscriptions) {
      const body = subscription.attributes.rawMessageDelivery ? message : envelope;
      this.delivery.deliver(() => this.arrive(subscription, body), subscription.endpoint);
    }
  }

  // a queue that refuses is a client error, which SNS does not retry
  // (https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html).
  private arrive(subscription: Subscription, body: string) {
    if (subscription.protocol === 'lambda') {
      void this.lambda?.invokeAsync(subscription.endpoint, lambdaEvent(subscription.arn, body));
      return;
    }
    const sender = { service: 'sns.amazonaws.com', sourceArn: subscription.topicArn, sourceAccount: this.place.account };
    const refusal = refusalOf(() => this.sqs.send(subscription.endpoint, body, sender));
    if (!refusal) return;
    this.undelivered.push({ subscription, message: body, reason: refusal.message });
    const { deadLetterQueueArn } = subscription.attributes;
    if (deadLetterQueueArn) this.sqs.send(deadLetterQueueArn, body, sender);
  }
}
