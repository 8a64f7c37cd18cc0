import { ServicePrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { CfnResource, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../nag/acknowledge';
import { ENCRYPTED_BY_SQS, IS_DEAD_LETTER_QUEUE, QUEUE_HAS_DEAD_LETTERS } from '../nag/acknowledged-rules';
import { MAX_RECEIVE_COUNT, VISIBILITY_SECONDS } from '../reconciler/settings';
import { templateProperties } from '../synth/template-properties';

/** The reconciler's queue: every notification and every sweep is a wake-up in it. */
export class WakeUpQueue extends Queue {
  constructor(scope: Construct, id: string, deadLetters: Queue) {
    super(scope, id, {
      // a topic can't write to a queue that is encrypted with the AWS managed KMS key.
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(VISIBILITY_SECONDS),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    acknowledge(this, ENCRYPTED_BY_SQS);
    // one statement for the topics of this account: a queue policy holds 20 statements at most, and what a message says changes nothing.
    this.addToResourcePolicy(new PolicyStatement({
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [this.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    }));
  }
}

/** Why the queue is refused, once nothing can change any more: an aspect or a property injector may have given it a key. */
export function queueKeyFault(queue: Queue): string | undefined {
  if (templateProperties(queue.node.defaultChild as CfnResource).KmsMasterKeyId === undefined) return undefined;
  return 'the queue of a reconciler must be encrypted by SQS itself, since neither topics, the sweep nor the function could use a key, '
    + `got: ${queue.node.path} with a KMS key; leave it without one`;
}

/** Where wake-ups end whose passes failed again and again. Four days outlast a long weekend. */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(4),
    // as it is without saying: it tells AWS Control Tower what the queue is. Its only source can't be named, since each of the two queues would need the other.
    redriveAllowPolicy: { redrivePermission: RedrivePermission.ALLOW_ALL },
  });
  acknowledge(queue, IS_DEAD_LETTER_QUEUE, ENCRYPTED_BY_SQS);
  return queue;
}

/** Lets the function serve the queue: a failover of many groups is a few passes, not one for each message. */
export function serveQueue(scope: Construct, id: string, queue: Queue, target: IFunction): EventSourceMapping {
  const mapping = new EventSourceMapping(scope, id, {
    target,
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    maxConcurrency: 2,
    reportBatchItemFailures: true,
  });
  acknowledge(mapping, QUEUE_HAS_DEAD_LETTERS);
  return mapping;
}
