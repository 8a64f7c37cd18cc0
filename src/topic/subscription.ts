import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { acknowledge } from '../nag/acknowledge';
import { NOTIFICATIONS_MAY_BE_LOST } from '../nag/acknowledged-rules';
import { identityOf } from '../synth/value-identity';
import { IZoneReconciler } from '../zone-reconciler/zone-reconciler-base';

/**
 * Subscribes the reconciler's queue to the topic, once in each stack that has names of it: the stack of a shared reconciler must not know who uses it.
 *
 * SNS answers a second subscription of a queue with the first one, so that the stacks that share a reconciler and a topic have one subscription between
 * them. It is retained when one of them is deleted, or the others would be woken no more; SNS deletes it with its topic.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export function subscribe(names: IConstruct, reconciler: IZoneReconciler, topicArn: string): CfnSubscription {
  const [scope, ...of] = reconciler._shared ? [Stack.of(names), reconciler._identity] : [reconciler];
  const id = ['Subscription', ...of, identityOf(topicArn, names)].join('-');
  const found = scope.node.tryFindChild(id) as CfnSubscription | undefined;
  if (found) return found;
  const subscription = new CfnSubscription(scope, id, { topicArn, protocol: 'sqs', endpoint: reconciler.queue.queueArn });
  acknowledge(subscription, NOTIFICATIONS_MAY_BE_LOST);
  if (reconciler._shared) subscription.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return subscription;
}
