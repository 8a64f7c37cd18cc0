import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnTopic, CfnTopicPolicy, ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { secondTopicFault, uncertainTopicFault, unusableTopicFault } from './topic-faults';
import { allowElastiCache, keepOwnersAccess, policiesOf, topicResource, warnOfTopicPolicy } from './topic-policy';
import { groupResource } from '../group/group-resource';
import { acknowledge } from '../nag/acknowledge';
import { TOPIC_NOT_ENCRYPTED } from '../nag/acknowledged-rules';
import { readableArn } from '../synth/readable-arn';
import { refuse } from '../synth/refuse';
import { templateProperties } from '../synth/template-properties';

const OUR_TOPIC = 'ReplicationGroupNotifications';

/**
 * The topic that the group publishes to.
 *
 * | the group                      | `notificationTopic` | topic                                                    |
 * |--------------------------------|---------------------|----------------------------------------------------------|
 * | of this app, publishes nowhere | none                | ours: one for all groups of the group's stack, attached  |
 * | of this app, publishes nowhere | given               | the given one, attached                                  |
 * | of this app, has a topic       | none, or the same   | the group's, as it is                                    |
 * | of this app, has a topic       | another one         | refused                                                  |
 * | of this app, may have a topic  | any, or none        | refused                                                  |
 * | imported                       | given               | the given one; whoever owns the group attaches it        |
 * | imported                       | none                | none: served by the sweep alone, with a warning          |
 */
export function notificationTopicOf(
  scope: Construct, group: aws_elasticache.IReplicationGroupRef, given?: ITopic, enforceSSL?: boolean,
): ITopic | undefined {
  const resource = groupResource(group);
  const present = resource && topicOf(scope, resource);
  refuse(scope,
    resource && uncertainTopicFault(resource),
    resource && present && given && secondTopicFault(resource, present, given),
    unusableTopicFault(given ?? present, scope, group));
  if (present && !given && !topicResource(present)) warnOfImportedTopic(scope, present);
  if (!resource && !given) warnOfSweepOnly(scope, group);
  if (given) openToElastiCache(scope, given, resource);
  const topic = given ?? present ?? (resource && ourTopic(resource, enforceSSL));
  if (resource && topic && !present) resource.notificationTopicArn = topic.topicArn;
  return topic;
}

/** The topic that the group has already. */
function topicOf(scope: Construct, group: CfnReplicationGroup): ITopic | undefined {
  const arn = group.notificationTopicArn ?? templateProperties(group).NotificationTopicArn;
  return arn === undefined ? undefined : Topic.fromTopicArn(scope, 'NotificationTopic', readableArn(scope, Token.asString(arn), 'sns', 'topic'));
}

// any message is a wake-up for all names, so that a topic for each group would bring nothing but more resources.
function ourTopic(group: CfnReplicationGroup, enforceSSL = true): ITopic {
  const stack = Stack.of(group);
  const found = stack.node.tryFindChild(OUR_TOPIC) as OurTopic | undefined;
  if (found && found.overHttps !== enforceSSL) {
    refuse(group, `topicEnforceSSL must be the same for all groups that share a topic, got: ${enforceSSL} where ${found.node.path} has ${found.overHttps}; `
      + 'set it the same everywhere, or pass a notificationTopic');
  }
  const topic = found ?? new OurTopic(stack, OUR_TOPIC, enforceSSL);
  // for each group the one that was made with the topic: to look for its policies again would look through the app.
  group.node.addDependency(topic.opening);
  return topic;
}

/** The topic that is made for the groups of a stack. Only its owner and ElastiCache may publish to it. */
class OurTopic extends Topic {
  readonly opening: CfnTopicPolicy;

  constructor(stack: Stack, id: string, readonly overHttps: boolean) {
    super(stack, id, { enforceSSL: overHttps });
    acknowledge(this, TOPIC_NOT_ENCRYPTED);
    this.opening = allowElastiCache(this, this.node.defaultChild as CfnTopic);
  }
}

function openToElastiCache(scope: Construct, topic: ITopic, group?: CfnReplicationGroup) {
  const resource = topicResource(topic);
  if (!resource) return warnOfImportedTopic(scope, topic);
  if (policiesOf(resource).length === 0) {
    keepOwnersAccess(topic);
    Annotations.of(scope).addWarningV2('cdk-replica-endpoint-dns:topicPolicyAdded', `the topic ${nameOf(topic)} had no policy and is given one, which replaces the `
      + 'one that SNS gives to a topic without: what that allowed to the account is kept; if others publish to the topic, allow them in its policy');
  }
  const policy = allowElastiCache(topic, resource);
  // at its first publication that is refused, ElastiCache sets the topic inactive for good.
  group?.node.addDependency(policy);
}

function warnOfImportedTopic(scope: Construct, topic: ITopic) {
  warnOfTopicPolicy(scope, `the policy of the imported topic ${nameOf(topic)} is not known`);
}

function warnOfSweepOnly(scope: Construct, group: aws_elasticache.IReplicationGroupRef) {
  const id = group.replicationGroupRef.replicationGroupId;
  const name = Token.isUnresolved(id) ? 'GROUP' : id;
  Annotations.of(scope).addWarningV2('cdk-replica-endpoint-dns:sweepOnly', `the topic of the imported replication group ${name} is not known: its names follow `
    + 'at the next sweep, not at once. Pass its topic as notificationTopic; if it has none, attach one first: '
    + `aws elasticache modify-replication-group --replication-group-id ${name} --notification-topic-arn TOPIC_ARN `
    + '--notification-topic-status active --apply-immediately');
}

function nameOf(topic: ITopic) {
  return Token.isUnresolved(topic.topicArn) ? topic.node.path : topic.topicArn;
}
