import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, CfnTopicPolicy, ITopic } from 'aws-cdk-lib/aws-sns';
import { Annotations, CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { refersTo, resourcesOfApp } from '../synth/resources-of-app';
import { templateProperties } from '../synth/template-properties';
import { referredConstruct } from '../synth/value-identity';

/** The topic as a resource of this app; undefined when it is imported. */
export function topicResource(topic: ITopic): CfnTopic | undefined {
  const resource = referredConstruct(topic.topicArn);
  if (!resource || !CfnResource.isCfnResource(resource)) return undefined;
  return resource.cfnResourceType === CfnTopic.CFN_RESOURCE_TYPE_NAME ? resource as CfnTopic : undefined;
}

/** The policies that the app gives to the topic. CloudFormation would apply them one after the other, and the last one would be all that is left. */
export function policiesOf(topic: CfnResource): CfnTopicPolicy[] {
  const policies = resourcesOfApp(Stack.of(topic), CfnTopicPolicy.CFN_RESOURCE_TYPE_NAME);
  return policies.filter((policy) => {
    const { Topics } = templateProperties(policy);
    return Array.isArray(Topics) && Topics.some((named) => refersTo(named, topic, Stack.of(policy)));
  }) as CfnTopicPolicy[];
}

/**
 * Whether a policy lets ElastiCache publish: it is recognised by the owner of its source, `aws:SourceOwner`, and by nothing else.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
 */
export function allowsElastiCache(policy: CfnTopicPolicy): boolean {
  return /"aws:sourceowner"/i.test(JSON.stringify(templateProperties(policy)));
}

/** Lets ElastiCache publish to a topic of this app, if its policy can be written, and returns that policy. */
export function allowElastiCache(topic: ITopic, resource: CfnTopic): CfnTopicPolicy {
  const [policy] = policiesOf(resource);
  if (!policy) topic.addToResourcePolicy(publishByElastiCache(topic));
  else if (!allowsElastiCache(policy)) documentOf(policy)?.addStatements(publishByElastiCache(topic));
  return policy ?? policiesOf(resource)[0];
}

/**
 * What SNS allows the owner of a topic that has no policy. The first statement that is written replaces it.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function keepOwnersAccess(topic: ITopic) {
  topic.addToResourcePolicy(new PolicyStatement({
    sid: 'KeepOwnersAccess',
    principals: [new AnyPrincipal()],
    actions: [
      'sns:GetTopicAttributes', 'sns:SetTopicAttributes', 'sns:AddPermission', 'sns:RemovePermission', 'sns:DeleteTopic',
      'sns:Subscribe', 'sns:ListSubscriptionsByTopic', 'sns:Publish',
    ],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
  }));
}

/** Says what the policy of a topic needs that can't be written from here. */
export function warnOfTopicPolicy(scope: Construct, problem: string) {
  Annotations.of(scope).addWarningV2('cdk-replica-endpoint-dns:topicPolicy', `${problem}: it must allow sns:Publish to everybody (AWS: "*") where `
    + 'aws:SourceOwner is the account, and the topic must not be encrypted; else ElastiCache sets the topic inactive');
}

function publishByElastiCache(topic: ITopic) {
  return new PolicyStatement({
    sid: 'AllowElastiCache',
    principals: [new AnyPrincipal()],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceOwner': Stack.of(topic).account } },
  });
}

// undefined for a bare CfnTopicPolicy, which has an object of any form.
function documentOf(policy: CfnTopicPolicy): PolicyDocument | undefined {
  return (policy.node.scope as { document?: PolicyDocument }).document;
}
