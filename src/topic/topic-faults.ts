import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Stack, Token } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { IConstruct } from 'constructs';
import { topicResource } from './topic-policy';
import { groupResource } from '../group/group-resource';
import { differ } from '../synth/known-at-synth';
import { commonStack, isWithin } from '../synth/nesting';
import { templateProperties } from '../synth/template-properties';
import { identityOf } from '../synth/value-identity';

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html.
export const ENCRYPTED = 'the notification topic must not be encrypted, since ElastiCache can not publish to an encrypted topic and sets it inactive';
export const FIFO = 'the notification topic must be a standard topic, since ElastiCache can not publish to a FIFO topic';

/** Why the topic that is given is refused beside the one that the group has already. */
export function secondTopicFault(group: CfnReplicationGroup, present: ITopic, given: ITopic): string | undefined {
  if (identityOf(present.topicArn, group) === identityOf(given.topicArn, group)) return undefined;
  return `a replication group publishes to one topic only, got: ${told(given)} as notificationTopic and ${told(present, group)} on ${group.node.path}; `
    + "leave out notificationTopic, or the group's own notificationTopicArn";
}

/** Why the topic that the group has already is refused: a condition may say that there is none. */
export function uncertainTopicFault(group: CfnReplicationGroup): string | undefined {
  const { NotificationTopicArn } = templateProperties(group);
  const written = JSON.stringify(NotificationTopicArn ?? null);
  if (!written.includes('"AWS::NoValue"')) return undefined;
  return `the notification topic of a replication group must be there whatever a condition says, got: ${written} on ${group.node.path}; `
    + 'give it a topic without a condition, or use sweepOnly';
}

/** Why a topic is refused, as far as it is known when the names are defined. */
export function unusableTopicFault(topic: ITopic | undefined, scope: IConstruct, group: aws_elasticache.IReplicationGroupRef): string | undefined {
  if (!topic) return undefined;
  if (topic.fifo) return `${FIFO}, got: ${told(topic)}; use a standard topic`;
  if (topic.masterKey) return `${ENCRYPTED}, got: ${told(topic)} with a KMS key; use a topic without one, or sweepOnly`;
  if (differ(topic.env.account, group.env.account) || differ(topic.env.region, group.env.region)) {
    return 'the notification topic must be in the account and Region of the replication group, '
      + `got: ${told(topic)} in ${topic.env.account} ${topic.env.region} for a group in ${group.env.account} ${group.env.region}; use a topic there`;
  }
  const [ofTopic, ofGroup] = [topicResource(topic), groupResource(group)].map((each) => each && Stack.of(each));
  // the names need the group, which needs the topic: what holds both the names and the topic must hold the group too.
  const common = ofTopic && commonStack(ofTopic, Stack.of(scope));
  if (common && ofGroup && !isWithin(ofGroup, common)) {
    return 'notificationTopic must not be in the stack of the names when the replication group is in another one, since each stack would need the other, '
      + `got: ${topic.node.path} for ${group.node.path}; define the topic in the stack of the group`;
  }
  return undefined;
}

function told(topic: ITopic, scope?: IConstruct) {
  if (!Token.isUnresolved(topic.topicArn)) return topic.topicArn;
  return scope ? identityOf(topic.topicArn, scope) : topic.node.path;
}
