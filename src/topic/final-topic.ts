import { isDeepStrictEqual } from 'node:util';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnTopic, CfnTopicPolicy, ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENCRYPTED, FIFO } from './topic-faults';
import { allowsElastiCache, policiesOf, warnOfTopicPolicy } from './topic-policy';
import { refersTo, resourcesOfApp } from '../synth/resources-of-app';
import { templateProperties } from '../synth/template-properties';

/** Why the topic is refused, once nothing can change any more: overrides and aspects had their turn. */
export function finalTopicFaults(scope: Construct, topic: ITopic, group?: CfnReplicationGroup): string[] {
  const stack = Stack.of(scope);
  const arn = stack.resolve(topic.topicArn);
  const resource = resourcesOfApp(stack, CfnTopic.CFN_RESOURCE_TYPE_NAME).find((each) => refersTo(arn, each, stack));
  const policies = resource ? policiesOf(resource) : [];
  if (resource && !policies.some(allowsElastiCache)) {
    warnOfTopicPolicy(scope, `the policy of the topic ${resource.node.path} does not let ElastiCache publish`);
  }
  return [
    ...group ? attachmentFaults(group, topic) : [],
    ...resource ? [...propertyFaults(resource), ...policyFaults(resource, policies)] : [],
  ];
}

function attachmentFaults(group: CfnReplicationGroup, topic: ITopic): string[] {
  const { NotificationTopicArn: attached } = templateProperties(group);
  const subscribed = Stack.of(group).resolve(topic.topicArn);
  if (isDeepStrictEqual(attached, subscribed)) return [];
  return [`the notification topic of ${group.node.path} was changed after its names were defined, got: ${JSON.stringify(attached)} `
    + `instead of ${JSON.stringify(subscribed)}; set it before, or pass it as notificationTopic`];
}

function propertyFaults(topic: CfnResource): string[] {
  const { KmsMasterKeyId, FifoTopic } = templateProperties(topic);
  return [
    ...KmsMasterKeyId === undefined ? [] : [`${ENCRYPTED}, got: ${topic.node.path} with a KMS key; use a topic without one, or sweepOnly`],
    ...FifoTopic === true ? [`${FIFO}, got: ${topic.node.path}; use a standard topic`] : [],
  ];
}

function policyFaults(topic: CfnResource, policies: CfnTopicPolicy[]): string[] {
  if (policies.length < 2) return [];
  return ['the notification topic must have one policy, since CloudFormation applies one after the other and the last one is all that is left, '
    + `got: ${policies.map(({ node }) => node.path).join(' and ')} for ${topic.node.path}; put their statements into one`];
}
