import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';

const ID = 'ReplicationGroupNotifications';

/** The topic that the group publishes to. A group of this app that has none is given one. */
export function notificationTopicOf(scope: Construct, group: aws_elasticache.IReplicationGroupRef, topic?: ITopic): ITopic | undefined {
  const resource = groupOfApp(group);
  if (!resource) return topic;
  if (resource.notificationTopicArn) return topic ?? Topic.fromTopicArn(scope, 'NotificationTopic', resource.notificationTopicArn);
  const attached = topic ?? topicOfStack(Stack.of(resource));
  resource.notificationTopicArn = attached.topicArn;
  allowElastiCache(attached, resource);
  return attached;
}

export function groupOfApp(group: aws_elasticache.IReplicationGroupRef): CfnReplicationGroup | undefined {
  const isResource = CfnResource.isCfnResource(group) && group.cfnResourceType === CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME;
  return isResource ? group as CfnReplicationGroup : undefined;
}

function topicOfStack(stack: Stack): ITopic {
  return stack.node.tryFindChild(ID) as Topic | undefined ?? new Topic(stack, ID, { enforceSSL: true });
}

function allowElastiCache(topic: ITopic, group: CfnReplicationGroup) {
  const { policyDependable } = topic.addToResourcePolicy(new PolicyStatement({
    sid: 'AllowElastiCache',
    principals: [new AnyPrincipal()],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceOwner': Stack.of(topic).account } },
  }));
  if (policyDependable) group.node.addDependency(policyDependable);
}
