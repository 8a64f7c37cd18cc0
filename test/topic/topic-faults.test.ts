import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { givenApp, givenGroup, givenNames, givenStack, refusal, refusalsAtSynth } from '../given';

const ARN = 'arn:aws:sns:eu-west-1:111111111111:operations';

describe('a topic of the app that is passed', () => {
  test('is refused when it is encrypted', () => {
    const stack = givenStack();
    const notificationTopic = new Topic(stack, 'Operations', { masterKey: new Key(stack, 'Key') });
    expect(refusal(() => givenNames(stack, { notificationTopic }))).toBe(
      'the notification topic must not be encrypted, since ElastiCache can not publish to an encrypted topic and sets it inactive, '
      + 'got: Orders/Operations with a KMS key; use a topic without one, or sweepOnly');
  });

  test('is refused when it is FIFO', () => {
    const stack = givenStack();
    expect(refusal(() => givenNames(stack, { notificationTopic: new Topic(stack, 'Operations', { fifo: true }) }))).toBe(
      'the notification topic must be a standard topic, since ElastiCache can not publish to a FIFO topic, got: Orders/Operations; use a standard topic');
  });

  test('is refused in the stack of the names when the group is in another one', () => {
    const app = givenApp();
    const replicationGroup = givenGroup(new Stack(app, 'Data'));
    const stack = new Stack(app, 'Orders');
    expect(refusal(() => givenNames(stack, { replicationGroup, notificationTopic: new Topic(stack, 'Operations') }))).toBe(
      'notificationTopic must not be in the stack of the names when the replication group is in another one, since each stack would need the other, '
      + 'got: Orders/Operations for Data/Group; define the topic in the stack of the group');
  });
});

describe('an imported topic that is passed', () => {
  test('is refused when it is of another account or Region than the group', () => {
    const stack = givenStack('Orders', { env: { account: '111111111111', region: 'us-east-1' } });
    expect(refusal(() => givenNames(stack, { notificationTopic: Topic.fromTopicArn(stack, 'Operations', ARN) }))).toBe(
      'the notification topic must be in the account and Region of the replication group, '
      + `got: ${ARN} in 111111111111 eu-west-1 for a group in 111111111111 us-east-1; use a topic there`);
  });

  test('is refused when it is FIFO', () => {
    const stack = givenStack();
    expect(refusal(() => givenNames(stack, { notificationTopic: Topic.fromTopicArn(stack, 'Operations', `${ARN}.fifo`) }))).toBe(
      `the notification topic must be a standard topic, since ElastiCache can not publish to a FIFO topic, got: ${ARN}.fifo; use a standard topic`);
  });
});

describe('a group of the app that has a topic', () => {
  test('is refused another one', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack, { numCacheClusters: 3, notificationTopicArn: ARN });
    expect(refusal(() => givenNames(stack, { replicationGroup, notificationTopic: new Topic(stack, 'Operations') }))).toBe(
      `a replication group publishes to one topic only, got: Orders/Operations as notificationTopic and ${ARN} on Orders/Group; `
      + "leave out notificationTopic, or the group's own notificationTopicArn");
  });
});

describe('what is changed after the names were defined is refused', () => {
  test('another topic on the group', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack);
    givenNames(stack, { replicationGroup });
    replicationGroup.notificationTopicArn = ARN;
    expect(refusalsAtSynth(stack)).toEqual([
      `the notification topic of Orders/Group was changed after its names were defined, got: "${ARN}" instead of `
      + '{"Ref":"ReplicationGroupNotificationsF9EBBB3D"}; set it before, or pass it as notificationTopic',
    ]);
  });

  test('a key on the topic', () => {
    const stack = givenStack();
    const { notificationTopic } = givenNames(stack);
    (notificationTopic!.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
    expect(refusalsAtSynth(stack)).toEqual([
      'the notification topic must not be encrypted, since ElastiCache can not publish to an encrypted topic and sets it inactive, '
      + 'got: Orders/ReplicationGroupNotifications/Resource with a KMS key; use a topic without one, or sweepOnly',
    ]);
  });

  test('a FIFO topic', () => {
    const stack = givenStack();
    const { notificationTopic } = givenNames(stack);
    (notificationTopic!.node.defaultChild as CfnTopic).addPropertyOverride('FifoTopic', true);
    expect(refusalsAtSynth(stack)).toEqual([
      'the notification topic must be a standard topic, since ElastiCache can not publish to a FIFO topic, '
      + 'got: Orders/ReplicationGroupNotifications/Resource; use a standard topic',
    ]);
  });

  test('a second policy of the topic', () => {
    const stack = givenStack();
    const { notificationTopic } = givenNames(stack);
    new TopicPolicy(stack, 'Another', { topics: [notificationTopic!] }).document.addStatements(statement('MyOwn'));
    expect(refusalsAtSynth(stack)).toEqual([
      'the notification topic must have one policy, since CloudFormation applies one after the other and the last one is all that is left, '
      + 'got: Orders/ReplicationGroupNotifications/Policy/Resource and Orders/Another/Resource for Orders/ReplicationGroupNotifications/Resource; '
      + 'put their statements into one',
    ]);
  });
});

function statement(sid: string, equal: Record<string, string> = {}) {
  return new PolicyStatement({
    sid, principals: [new AnyPrincipal()], actions: ['sns:Publish'], resources: ['*'], conditions: { StringEquals: { 'aws:PrincipalTag/x': 'y', ...equal } },
  });
}
