import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Annotations, Duration, Stack } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { countOf, givenGroup, givenNames, givenStack, givenZone, onlyResource, refusal, warnings } from './given';
import { ZoneReconciler } from '../src';

const EVERY_MINUTE = Duration.minutes(1);

describe('with sweepOnly', () => {
  const stack = givenStack();
  const readers = given(stack, EVERY_MINUTE);

  test('no topic is made, and none is attached to the group or subscribed to', () => {
    expect(['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'AWS::SNS::Subscription'].map((type) => countOf(stack, type))).toEqual([0, 0, 0]);
    expect(onlyResource(stack, 'AWS::ElastiCache::ReplicationGroup').properties).not.toHaveProperty('NotificationTopicArn');
    expect(readers.notificationTopic).toBeUndefined();
  });

  test('the reconciler is told of no topic, which it would miss', () => {
    const { Registration } = onlyResource(stack, 'Custom::ReplicaEndpointDns').properties;
    expect(JSON.stringify(Registration)).toContain('replicationGroupId');
    expect(JSON.stringify(Registration)).not.toContain('topicArn');
  });

  test('there is nothing to warn of when the sweep comes every minute', () => {
    expect(warnings(stack)).toEqual([]);
  });

  test('a sweep that comes less often is warned of', () => {
    const slow = givenStack();
    givenNames(slow, { sweepOnly: true });
    expect(warnings(slow)).toEqual([
      "the names of 'read' follow by the sweep alone, which comes every 5 minutes: until then they lead to where they led before a failover. "
      + 'Pass a reconciler with sweepInterval: Duration.minutes(1) [ack: cdk-replica-endpoint-dns:slowSweep]',
    ]);
    Annotations.of(slow).acknowledgeWarning('cdk-replica-endpoint-dns:slowSweep');
    expect(warnings(slow)).toEqual([]);
  });

  test('a topic that the group has already is left as it is, encrypted or not', () => {
    const shared = givenStack();
    const topic = new Topic(shared, 'Operations');
    given(shared, EVERY_MINUTE, givenGroup(shared, { numCacheClusters: 3, notificationTopicArn: topic.topicArn }));
    expect(onlyResource(shared, 'AWS::ElastiCache::ReplicationGroup').properties.NotificationTopicArn).toEqual(shared.resolve(topic.topicArn));
    expect(countOf(shared, 'AWS::SNS::TopicPolicy') + countOf(shared, 'AWS::SNS::Subscription')).toBe(0);
    expect(warnings(shared)).toEqual([]);
  });

  test('an imported group without a topic is nothing to warn of', () => {
    const imported = givenStack();
    given(imported, EVERY_MINUTE, CfnReplicationGroup.fromReplicationGroupId(imported, 'Group', 'orders'));
    expect(warnings(imported)).toEqual([]);
  });

  test('a notificationTopic is refused', () => {
    const refusing = givenStack();
    expect(refusal(() => givenNames(refusing, { sweepOnly: true, notificationTopic: new Topic(refusing, 'Operations') }))).toBe(
      'sweepOnly and notificationTopic exclude each other, got: both, with Orders/Operations; leave out one of them');
  });
});

function given(stack: Stack, sweepInterval: Duration, replicationGroup: aws_elasticache.IReplicationGroupRef = givenGroup(stack)) {
  const hostedZone = givenZone(stack);
  return givenNames(stack, { replicationGroup, hostedZone, sweepOnly: true, reconciler: new ZoneReconciler(stack, 'Writer', { hostedZone, sweepInterval }) });
}
