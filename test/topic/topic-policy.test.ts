import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnTopicPolicy, Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { givenGroup, givenNames, givenStack, givenZone, onlyResource, warnings } from '../given';

const AWS_ACCOUNT = { Ref: 'AWS::AccountId' };
const CLOSED = 'it must allow sns:Publish to everybody (AWS: "*") where aws:SourceOwner is the account, and the topic must not be encrypted; '
  + 'else ElastiCache sets the topic inactive [ack: cdk-replica-endpoint-dns:topicPolicy]';

describe('a topic of the app that is passed', () => {
  test('is attached to the group and lets ElastiCache publish beside what SNS had allowed to its owner, with a warning', () => {
    const stack = givenStack();
    const topic = new Topic(stack, 'Operations');
    givenNames(stack, { notificationTopic: topic });
    expect(onlyResource(stack, 'AWS::ElastiCache::ReplicationGroup').properties.NotificationTopicArn).toEqual(stack.resolve(topic.topicArn));
    expect(onlyResource(stack, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toEqual([
      {
        Sid: 'KeepOwnersAccess',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'sns:GetTopicAttributes', 'sns:SetTopicAttributes', 'sns:AddPermission', 'sns:RemovePermission', 'sns:DeleteTopic',
          'sns:Subscribe', 'sns:ListSubscriptionsByTopic', 'sns:Publish',
        ],
        Resource: stack.resolve(topic.topicArn),
        Condition: { StringEquals: { 'aws:SourceAccount': AWS_ACCOUNT } },
      },
      expect.objectContaining({ Sid: 'AllowElastiCache' }),
    ]);
    expect(onlyResource(stack, 'AWS::ElastiCache::ReplicationGroup').dependsOn).toContain(onlyResource(stack, 'AWS::SNS::TopicPolicy').logicalId);
    expect(warnings(stack)).toEqual([
      'the topic Orders/Operations had no policy and is given one, which replaces the one that SNS gives to a topic without: what that allowed to the '
      + 'account is kept; if others publish to the topic, allow them in its policy [ack: cdk-replica-endpoint-dns:topicPolicyAdded]',
    ]);
  });

  test.each<[string, (topic: Topic) => void]>([
    ['its own policy', (topic) => topic.addToResourcePolicy(statement('MyOwn'))],
    ['a policy made for it', (topic) => new TopicPolicy(topic, 'Policy', { topics: [topic] }).document.addStatements(statement('MyOwn'))],
  ])('has one statement added to %s', (_, givePolicy) => {
    const stack = givenStack();
    const topic = new Topic(stack, 'Operations');
    givePolicy(topic);
    givenNames(stack, { notificationTopic: topic });
    const { Statement } = onlyResource(stack, 'AWS::SNS::TopicPolicy').properties.PolicyDocument;
    expect(Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['MyOwn', 'AllowElastiCache']);
    expect(warnings(stack)).toEqual([]);
  });

  test('may have a policy that can not be added to, with a warning when ElastiCache is not in it', () => {
    const stack = givenStack();
    const topic = new Topic(stack, 'Operations');
    new CfnTopicPolicy(stack, 'Policy', { topics: [topic.topicArn], policyDocument: { Statement: [] } });
    givenNames(stack, { notificationTopic: topic });
    expect(onlyResource(stack, 'AWS::SNS::TopicPolicy').properties.PolicyDocument).toEqual({ Statement: [] });
    expect(warnings(stack)).toEqual([`the policy of the topic Orders/Operations/Resource does not let ElastiCache publish: ${CLOSED}`]);
  });

  test('may be that of many groups', () => {
    const stack = givenStack();
    const notificationTopic = new Topic(stack, 'Operations');
    const hostedZone = givenZone(stack);
    for (const name of ['orders', 'carts', 'users']) {
      givenNames(stack, { notificationTopic, hostedZone, replicationGroup: givenGroup(stack, undefined, `Group-${name}`), cnamePrefix: `read.${name}` }, name);
    }
    expect(onlyResource(stack, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toHaveLength(2);
    expect(() => onlyResource(stack, 'AWS::SNS::Subscription')).not.toThrow();
  });
});

function statement(sid: string, equal: Record<string, string> = {}) {
  return new PolicyStatement({
    sid, principals: [new AnyPrincipal()], actions: ['sns:Publish'], resources: ['*'], conditions: { StringEquals: { 'aws:PrincipalTag/x': 'y', ...equal } },
  });
}
