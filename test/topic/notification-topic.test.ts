import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Annotations, App, Stack } from 'aws-cdk-lib/core';
import { countOf, givenApp, givenGroup, givenNames, givenStack, givenZone, onlyResource, refusal, warnings } from '../given';

const ARN = 'arn:aws:sns:eu-west-1:111111111111:operations';
const AWS_ACCOUNT = { Ref: 'AWS::AccountId' };
const CLOSED = 'it must allow sns:Publish to everybody (AWS: "*") where aws:SourceOwner is the account, and the topic must not be encrypted; '
  + 'else ElastiCache sets the topic inactive [ack: cdk-replica-endpoint-dns:topicPolicy]';

describe('a group of the app without a topic', () => {
  const stack = givenStack();
  const readers = givenNames(stack);
  const topic = onlyResource(stack, 'AWS::SNS::Topic');

  test('is given one that is neither encrypted nor FIFO', () => {
    expect(topic.properties).toBeUndefined();
    expect(onlyResource(stack, 'AWS::ElastiCache::ReplicationGroup').properties.NotificationTopicArn).toEqual({ Ref: topic.logicalId });
    expect(stack.resolve(readers.notificationTopic!.topicArn)).toEqual({ Ref: topic.logicalId });
  });

  test('whose policy lets ElastiCache publish, and nobody over plain HTTP', () => {
    expect(onlyResource(stack, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toEqual([
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: { Ref: topic.logicalId },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'AllowElastiCache',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'sns:Publish',
        Resource: { Ref: topic.logicalId },
        Condition: { StringEquals: { 'aws:SourceOwner': AWS_ACCOUNT } },
      },
    ]);
  });

  test('and is not attached to it before it has that policy', () => {
    expect(onlyResource(stack, 'AWS::ElastiCache::ReplicationGroup').dependsOn).toContain(onlyResource(stack, 'AWS::SNS::TopicPolicy').logicalId);
  });

  test('which the queue is subscribed to before names are claimed', () => {
    const queue = stack.getLogicalId(readers.reconciler.queue.node.defaultChild as CfnQueue);
    const { properties, logicalId } = onlyResource(stack, 'AWS::SNS::Subscription');
    expect(properties).toEqual({ Protocol: 'sqs', TopicArn: { Ref: topic.logicalId }, Endpoint: { 'Fn::GetAtt': [queue, 'Arn'] } });
    expect(onlyResource(stack, 'Custom::ReplicaEndpointDns').dependsOn).toContain(logicalId);
  });

  test('and there is nothing to warn of', () => {
    expect(warnings(stack)).toEqual([]);
  });
});

describe('a group of the app that has a topic', () => {
  test('keeps it as it is', () => {
    const stack = givenStack();
    const topic = new Topic(stack, 'Operations');
    topic.addToResourcePolicy(statement('MyOwn', { 'aws:SourceOwner': stack.account }));
    const readers = givenNames(stack, { replicationGroup: givenGroup(stack, { numCacheClusters: 3, notificationTopicArn: topic.topicArn }) });
    expect(onlyResource(stack, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toHaveLength(1);
    expect(onlyResource(stack, 'AWS::SNS::Subscription').properties.TopicArn).toEqual(stack.resolve(topic.topicArn));
    expect(stack.resolve(readers.notificationTopic!.topicArn)).toEqual(stack.resolve(topic.topicArn));
    expect(warnings(stack)).toEqual([]);
  });

  test('keeps it with a warning when ElastiCache is not in its policy', () => {
    const stack = givenStack();
    givenNames(stack, { replicationGroup: givenGroup(stack, { numCacheClusters: 3, notificationTopicArn: new Topic(stack, 'Operations').topicArn }) });
    expect(warnings(stack)).toEqual([`the policy of the topic Orders/Operations/Resource does not let ElastiCache publish: ${CLOSED}`]);
  });

  test('keeps it with a warning when its policy is not known, even if it was set by an override', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack);
    replicationGroup.addPropertyOverride('NotificationTopicArn', ARN);
    givenNames(stack, { replicationGroup });
    expect(onlyResource(stack, 'AWS::SNS::Subscription').properties.TopicArn).toBe(ARN);
    expect(warnings(stack)).toEqual([`the policy of the imported topic ${ARN} is not known: ${CLOSED}`]);
  });

  test('may be passed the same topic again', () => {
    const stack = givenStack();
    const notificationTopic = new Topic(stack, 'Operations');
    const replicationGroup = givenGroup(stack, { numCacheClusters: 3, notificationTopicArn: notificationTopic.topicArn });
    givenNames(stack, { replicationGroup, notificationTopic });
    expect(() => onlyResource(stack, 'AWS::SNS::Subscription')).not.toThrow();
  });
});

describe('an imported topic that is passed', () => {
  test('is attached and subscribed to, with a warning that says what its policy needs', () => {
    const stack = givenStack();
    givenNames(stack, { notificationTopic: Topic.fromTopicArn(stack, 'Operations', ARN) });
    expect(onlyResource(stack, 'AWS::ElastiCache::ReplicationGroup').properties.NotificationTopicArn).toBe(ARN);
    expect(onlyResource(stack, 'AWS::SNS::Subscription').properties.TopicArn).toBe(ARN);
    expect(warnings(stack)).toEqual([`the policy of the imported topic ${ARN} is not known: ${CLOSED}`]);
  });

  test('whose warning can be acknowledged', () => {
    const stack = givenStack();
    givenNames(stack, { notificationTopic: Topic.fromTopicArn(stack, 'Operations', ARN) });
    Annotations.of(stack).acknowledgeWarning('cdk-replica-endpoint-dns:topicPolicy');
    expect(warnings(stack)).toEqual([]);
  });

  test('is subscribed to once, however often it is imported', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    for (const name of ['orders', 'carts']) {
      const notificationTopic = Topic.fromTopicArn(stack, `Operations-${name}`, ARN);
      givenNames(stack, { notificationTopic, hostedZone, replicationGroup: givenGroup(stack, undefined, `Group-${name}`), cnamePrefix: `read.${name}` }, name);
    }
    expect(onlyResource(stack, 'AWS::SNS::Subscription').properties.TopicArn).toBe(ARN);
  });
});

describe('topicEnforceSSL', () => {
  test('left out, lets ElastiCache publish to the topic that is made in whatever way it does', () => {
    const stack = givenStack();
    givenNames(stack, { topicEnforceSSL: false });
    const { properties } = onlyResource(stack, 'AWS::SNS::TopicPolicy');
    expect(properties.PolicyDocument.Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['AllowElastiCache']);
    expect(warnings(stack)).toEqual([]);
  });

  test('is one for all groups that share the topic', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    givenNames(stack, { hostedZone });
    const second = (topicEnforceSSL: boolean, name: string) => givenNames(stack, {
      hostedZone, topicEnforceSSL, cnamePrefix: name, replicationGroup: givenGroup(stack, undefined, name),
    }, `${name}Readers`);
    expect(() => second(true, 'carts')).not.toThrow();
    expect(refusal(() => second(false, 'users'))).toBe(
      'topicEnforceSSL must be the same for all groups that share a topic, got: false where Orders/ReplicationGroupNotifications has true; '
      + 'set it the same everywhere, or pass a notificationTopic');
  });
});

describe('an imported group', () => {
  test('without a topic is served by the sweep alone, with a warning that prints the command that attaches one', () => {
    const stack = givenStack();
    const readers = givenNames(stack, { replicationGroup: CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'orders') });
    expect(readers.notificationTopic).toBeUndefined();
    expect(countOf(stack, 'AWS::SNS::Topic') + countOf(stack, 'AWS::SNS::Subscription')).toBe(0);
    expect(warnings(stack)).toEqual([
      'the topic of the imported replication group orders is not known: its names follow at the next sweep, not at once. Pass its topic as '
      + 'notificationTopic; if it has none, attach one first: aws elasticache modify-replication-group --replication-group-id orders '
      + '--notification-topic-arn TOPIC_ARN --notification-topic-status active --apply-immediately [ack: cdk-replica-endpoint-dns:sweepOnly]',
    ]);
  });

  test('may publish to a topic of the app, which is opened to ElastiCache', () => {
    const stack = givenStack();
    const replicationGroup = CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'orders');
    givenNames(stack, { replicationGroup, notificationTopic: new Topic(stack, 'Operations', { enforceSSL: true }) });
    expect(JSON.stringify(onlyResource(stack, 'AWS::SNS::TopicPolicy').properties)).toContain('aws:SourceOwner');
    expect(() => onlyResource(stack, 'AWS::SNS::Subscription')).not.toThrow();
    expect(warnings(stack)).toEqual([]);
  });
});

describe('one topic serves all groups of a stack', () => {
  const app: App = givenApp();
  const [data, more, stack] = ['Data', 'More', 'Orders'].map((id) => new Stack(app, id));
  const hostedZone = givenZone(stack);
  for (const [name, scope] of Object.entries({ orders: data, carts: data, users: more })) {
    givenNames(stack, { hostedZone, replicationGroup: givenGroup(scope, undefined, `Group-${name}`), cnamePrefix: `read.${name}` }, name);
  }

  test('in that stack, with the groups', () => {
    expect([data, more, stack].map((each) => countOf(each, 'AWS::SNS::Topic'))).toEqual([1, 1, 0]);
  });

  test('and the queue is subscribed once to each, in the stack of the names', () => {
    expect([data, more, stack].map((each) => countOf(each, 'AWS::SNS::Subscription'))).toEqual([0, 0, 2]);
  });

  test('which SQS lets in by one statement', () => {
    const { Statement } = onlyResource(stack, 'AWS::SQS::QueuePolicy', 'Z1QueuePolicy').properties.PolicyDocument;
    expect(Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')).toEqual([{
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: { 'Fn::GetAtt': [expect.stringContaining('Queue'), 'Arn'] },
      Condition: { StringEquals: { 'aws:SourceAccount': AWS_ACCOUNT } },
    }]);
  });
});

function statement(sid: string, equal: Record<string, string> = {}) {
  return new PolicyStatement({
    sid, principals: [new AnyPrincipal()], actions: ['sns:Publish'], resources: ['*'], conditions: { StringEquals: { 'aws:PrincipalTag/x': 'y', ...equal } },
  });
}
