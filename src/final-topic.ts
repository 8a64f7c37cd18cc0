import { isDeepStrictEqual } from 'node:util';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnTopic, CfnTopicPolicy, ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { refersTo, resourcesOfApp } from './resources-of-app';
import { templateProperties } from './template-properties';
import { ENCRYPTED, FIFO } from './topic-faults';
import { allowsElastiCache, policiesOf, warnOfTopicPolicy } from './topic-policy';

/** Why the topic of a group is refused, once nothing can change any more: overrides and aspects had their turn. */
export function finalTopicFaults(scope: Construct, group: CfnReplicationGroup, subscribed: ITopic): string[] {
  const stack = Stack.of(group);
  const { NotificationTopicArn } = templateProperties(group);
  if (!isDeepStrictEqual(NotificationTopicArn, stack.resolve(subscribed.topicArn))) {
    return [`the notification topic of ${group.node.path} was changed after its names were defined, got: ${JSON.stringify(NotificationTopicArn)} `
      + `instead of ${JSON.stringify(stack.resolve(subscribed.topicArn))}; set it before, or pass it as notificationTopic`];
  }
  const topic = resourcesOfApp(stack, CfnTopic.CFN_RESOURCE_TYPE_NAME).find((each) => refersTo(NotificationTopicArn, each, stack));
  if (!topic) return [];
  const policies = policiesOf(topic);
  if (!policies.some(allowsElastiCache)) {
    warnOfTopicPolicy(scope, `the policy of the topic ${topic.node.path} does not let ElastiCache publish`);
  }
  return [...propertyFaults(topic), ...policyFaults(topic, policies)];
}

function propertyFaults(topic: CfnResource): string[] {
  const { KmsMasterKeyId, FifoTopic } = templateProperties(topic);
  return [
    ...KmsMasterKeyId === undefined ? [] : [`${ENCRYPTED}, got: ${topic.node.path} with a KMS key; use a topic without one`],
    ...FifoTopic === true ? [`${FIFO}, got: ${topic.node.path}; use a standard topic`] : [],
  ];
}

function policyFaults(topic: CfnResource, policies: CfnTopicPolicy[]): string[] {
  if (policies.length < 2) return [];
  return ['the notification topic must have one policy, since CloudFormation applies one after the other and the last one is all that is left, '
    + `got: ${policies.map(({ node }) => node.path).join(' and ')} for ${topic.node.path}; put their statements into one`];
}
