import { Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, Aws, CfnCondition, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { givenApp, givenGroup, givenNames, givenStack, refusal, refusalsAtSynth } from '../given';

const CLAIM = 'Custom::ReplicaEndpointDns';

describe('the names of a group that is made on a condition', () => {
  test('are claimed on the same condition, and nothing tells that they are missing when it does not hold', () => {
    const stack = givenStack();
    givenNames(stack, { replicationGroup: conditional(stack), removalPolicy: RemovalPolicy.RETAIN });
    const found = Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string; Condition?: string }>;
    const conditions = Object.entries(found).filter(([id]) => id.startsWith('Readers')).map(([, { Type, Condition }]) => [Type, Condition]);
    expect(conditions).toEqual([[CLAIM, 'WithCache'], [`${CLAIM}Retention`, 'WithCache'], ['AWS::CloudWatch::Alarm', 'WithCache']]);
  });

  test('leave what serves other names as it is', () => {
    const stack = givenStack();
    givenNames(stack, { replicationGroup: conditional(stack) });
    const others = Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, { Condition?: string }>).filter(([id]) => !/^(Readers|Group)/.test(id));
    expect(others.length).toBeGreaterThan(10);
    expect(others.filter(([, { Condition }]) => Condition !== undefined)).toEqual([]);
  });

  test('are refused in another stack, which has no such condition', () => {
    const app: App = givenApp();
    const group = conditional(new Stack(app, 'Data'));
    expect(refusal(() => givenNames(new Stack(app, 'Orders'), { replicationGroup: group }))).toBe(
      'a replicationGroup with a condition must be in the stack of the names, since a condition holds in its own stack only, got: Data/Group for Orders/Readers; '
      + 'define the names in the stack of the group');
  });

  test('are refused when they were defined before the group was given the condition', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack);
    givenNames(stack, { replicationGroup });
    replicationGroup.cfnOptions.condition = new CfnCondition(stack, 'WithCache');
    expect(refusalsAtSynth(stack)).toEqual([
      'the condition of Orders/Group was changed after its names were defined, got: WithCache instead of none; set it before',
    ]);
  });
});

describe('a topic that a group may have or not, as a condition says', () => {
  const nothing = (stack: Stack, topic: Topic) => Fn.conditionIf(new CfnCondition(stack, 'WithTopic').logicalId, topic.topicArn, Aws.NO_VALUE).toString();

  test('is refused, since nothing can be subscribed to what may be nothing', () => {
    const stack = givenStack();
    const topic = new Topic(stack, 'Topic');
    const replicationGroup = givenGroup(stack, { numCacheClusters: 3, notificationTopicArn: nothing(stack, topic) });
    expect(refusal(() => givenNames(stack, { replicationGroup }))).toBe(
      'the notification topic of a replication group must be there whatever a condition says, got: {"Fn::If":["WithTopic",{"Ref":"TopicBFC7AF6E"},{"Ref":"AWS::NoValue"}]} '
      + 'on Orders/Group; give it a topic without a condition, or use sweepOnly');
  });

  test('is no topic to sweepOnly', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack, { numCacheClusters: 3, notificationTopicArn: nothing(stack, new Topic(stack, 'Topic')) });
    givenNames(stack, { replicationGroup, sweepOnly: true });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('is taken when it is one of two topics', () => {
    const stack = givenStack();
    const [one, other] = ['One', 'Other'].map((id) => new Topic(stack, id));
    const either = Fn.conditionIf(new CfnCondition(stack, 'First').logicalId, one.topicArn, other.topicArn).toString();
    givenNames(stack, { replicationGroup: givenGroup(stack, { numCacheClusters: 3, notificationTopicArn: either }) });
    const subscriptions = Object.values(Template.fromStack(stack).findResources('AWS::SNS::Subscription'));
    expect(subscriptions.map(({ Properties }) => Properties.TopicArn)).toEqual([stack.resolve(either)]);
  });
});

function conditional(stack: Stack): CfnReplicationGroup {
  const group = givenGroup(stack);
  group.cfnOptions.condition = new CfnCondition(stack, 'WithCache');
  return group;
}
