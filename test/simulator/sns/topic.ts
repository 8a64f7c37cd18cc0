import { PolicyDocument } from '../iam/policy';

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: SubscriptionAttributes;
}

export interface SubscriptionAttributes {
  readonly rawMessageDelivery?: boolean;
  /** Where a notification goes that could not be delivered. */
  readonly deadLetterQueueArn?: string;
}

export interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly encrypted: boolean;
  policy: PolicyDocument;
  readonly subscriptions: Subscription[];
}

/**
 * What a new topic has without a policy of its own: the account's own use by `aws:SourceAccount`, which ElastiCache does not send.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
 */
export function defaultPolicy(topicArn: string, account: string): PolicyDocument {
  return {
    Version: '2008-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['sns:Publish', 'sns:Subscribe'],
      Resource: topicArn,
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    }],
  };
}
