import { Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, CfnParameter, CfnStack, CustomResource, Duration, Fn, Stack } from 'aws-cdk-lib/core';
import { countOf, givenApp, givenGroup, givenNames, givenStack, givenZone, onlyResource, refusal } from './given';
import { ZoneReconciler } from '../src';

const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';
const OPS_TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:ops`;

describe('a reconciler that is shared between the stacks of an app', () => {
  test('leaves its stack as it is, whoever uses it', () => {
    expect(platformTemplate(0)).toEqual(platformTemplate(3));
  });

  test('is all that the stacks of names depend on', () => {
    const { app, platform, stacks } = given(3);
    app.synth();
    expect(stacks.map(({ dependencies }) => dependencies.map(({ node }) => node.id))).toEqual([['Platform'], ['Platform'], ['Platform']]);
    expect(platform.dependencies).toEqual([]);
  });

  test('has, in each of them, a subscription that outlives it: SNS has one for all of them', () => {
    const { stacks } = given(2, { notificationTopic: true });
    for (const stack of stacks) {
      const { properties, attributes } = onlyResource(stack, 'AWS::SNS::Subscription');
      expect(properties).toEqual({ Protocol: 'sqs', TopicArn: OPS_TOPIC, Endpoint: { 'Fn::ImportValue': expect.stringMatching(/^Platform:ExportsOutputFnGetAtt/) } });
      expect(attributes).toMatchObject({ Type: 'AWS::SNS::Subscription', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  test('is not another one of the same app: the queue of each is subscribed in a stack that uses both', () => {
    const { app, platform, reconciler, hostedZone } = given(0);
    const other = new ZoneReconciler(platform, 'Other', { hostedZone, shared: true });
    const stack = new Stack(app, 'Orders');
    const notificationTopic = Topic.fromTopicArn(stack, 'Ops', OPS_TOPIC);
    for (const [cnamePrefix, each] of Object.entries({ one: reconciler, other })) {
      const replicationGroup = CfnReplicationGroup.fromReplicationGroupId(stack, `${cnamePrefix}-group`, 'orders');
      givenNames(stack, { reconciler: each, hostedZone, notificationTopic, replicationGroup, cnamePrefix }, cnamePrefix);
    }
    const endpoints = Object.values(Template.fromStack(stack).findResources('AWS::SNS::Subscription')).map(({ Properties }) => Properties.Endpoint);
    expect(endpoints).toEqual([reconciler, other].map(({ queue }) => stack.resolve(queue.queueArn)));
  });

  test('makes no functions, queues or schedules beside its own', () => {
    const { stacks } = given(1);
    expect(['AWS::Lambda::Function', 'AWS::SQS::Queue', 'AWS::Scheduler::Schedule', 'AWS::IAM::Policy'].map((type) => countOf(stacks[0], type))).toEqual([0, 0, 0, 0]);
    expect(countOf(stacks[0], 'Custom::ReplicaEndpointDns')).toBe(1);
  });

  test.each(['upstream', 'beside', 'downstream'] as const)('serves a group whose stack is %s of that of the names, without a cycle', (where) => {
    const { app, reconciler, hostedZone } = given(0);
    const stack = new Stack(app, 'Orders');
    const data = where === 'beside' ? stack : new Stack(app, 'Data');
    if (where === 'downstream') data.node.addDependency(stack);
    const replicationGroup = where === 'downstream' ? CfnReplicationGroup.fromReplicationGroupId(stack, 'Imported', 'orders') : givenGroup(data);
    givenNames(stack, { reconciler, hostedZone, replicationGroup });
    expect(() => app.synth()).not.toThrow();
  });

  test('may be in the stack that makes the zone, or below it', () => {
    for (const withZone of [true, false]) {
      const app = givenApp();
      const network = new Stack(app, 'Network');
      const hostedZone = new PrivateHostedZone(network, 'Zone', { zoneName: 'example.internal', vpc: new Vpc(network, 'Vpc') });
      const reconciler = new ZoneReconciler(withZone ? network : new Stack(app, 'Platform'), 'Reconciler', { hostedZone, shared: true });
      givenNames(new Stack(app, 'Orders'), { reconciler, hostedZone });
      expect(() => app.synth()).not.toThrow();
    }
  });

  test('serves forty stacks with no more in its own than for one', () => {
    const { platform, stacks } = given(40, { notificationTopic: true });
    expect(resourcesOf(platform)).toBe(resourcesOf(given(1).platform));
    expect(onlyResource(platform, 'AWS::SQS::QueuePolicy', 'ReconcilerQueue').properties.PolicyDocument.Statement).toHaveLength(2);
    expect(stacks.map(resourcesOf)).toEqual(Array(40).fill(4));
  });

  test('refuses names of another account or Region', () => {
    const app = givenApp();
    const platform = new Stack(app, 'Platform', { env: { account: ACCOUNT, region: REGION } });
    const hostedZone = givenZone(platform);
    const reconciler = new ZoneReconciler(platform, 'Reconciler', { hostedZone, shared: true });
    const stack = new Stack(app, 'Orders', { env: { account: ACCOUNT, region: 'us-east-1' } });
    expect(refusal(() => givenNames(stack, { reconciler, hostedZone }))).toBe(
      `reconciler must be in the account and Region of the names, got: Platform/Reconciler in ${ACCOUNT} ${REGION} for a stack in ${ACCOUNT} us-east-1; use one there`);
  });
});

describe('a shared reconciler of another app', () => {
  const ATTRIBUTES = {
    queueArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:wake-ups`,
    reconcilerFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:reconciler`,
    claimsFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:claims`,
    logGroupName: 'reconcilers',
  };

  test('is used by its ARNs', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    const reconciler = ZoneReconciler.fromZoneReconcilerAttributes(stack, 'Reconciler', { ...ATTRIBUTES, hostedZone, sweepInterval: Duration.minutes(10) });
    givenNames(stack, { reconciler, hostedZone });
    expect(onlyResource(stack, 'Custom::ReplicaEndpointDns').properties.ServiceToken).toBe(ATTRIBUTES.claimsFunctionArn);
    expect(onlyResource(stack, 'AWS::SNS::Subscription').properties.Endpoint).toBe(ATTRIBUTES.queueArn);
    const { Dimensions, Period, AlarmDescription } = onlyResource(stack, 'AWS::CloudWatch::Alarm').properties;
    expect({ Dimensions, Period }).toEqual({ Dimensions: [{ Name: 'Claim', Value: 'read' }, { Name: 'Reconciler', Value: 'reconciler' }], Period: 600 });
    expect(AlarmDescription).toContain('aws logs tail reconcilers');
    expect(countOf(stack, 'AWS::Lambda::Function')).toBe(0);
    expect(reconciler.alarms).toEqual([]);
    expect(reconciler.metricPassesFailed().dimensions).toEqual({ Reconciler: 'reconciler' });
  });

  test('gets one subscription to a topic in a stack, however often it is imported', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    const replicationGroup = givenGroup(stack);
    for (const id of ['One', 'Other']) {
      const reconciler = ZoneReconciler.fromZoneReconcilerAttributes(stack, id, { ...ATTRIBUTES, hostedZone });
      givenNames(stack, { reconciler, hostedZone, replicationGroup, cnamePrefix: `read-${id}` }, `${id}Readers`);
    }
    expect(countOf(stack, 'AWS::SNS::Subscription')).toBe(1);
  });

  test.each<[string, (stack: Stack) => (attribute: string) => string]>([
    ['exports', () => (attribute) => Fn.importValue(attribute)],
    ['parameters', (stack) => (attribute) => new CfnParameter(stack, attribute).valueAsString],
    ['attributes of a custom resource that looks them up', (stack) => {
      const directory = new CustomResource(stack, 'Directory', { serviceToken: ATTRIBUTES.claimsFunctionArn });
      return (attribute) => directory.getAttString(attribute);
    }],
    ['outputs of a nested stack', (stack) => {
      const directory = new CfnStack(stack, 'Directory', { templateUrl: 'https://example.com/directory.json' });
      return (attribute) => directory.getAtt(`Outputs.${attribute}`).toString();
    }],
  ])('is another one than a second one of which %s tell: each queue is subscribed, to each topic', (_, valuesOf) => {
    const stack = givenStack();
    const value = valuesOf(stack);
    const topics = ['First', 'Second'].map((id) => Topic.fromTopicArn(stack, id, value(`${id}Topic`)));
    const queues = ['One', 'Other'].map((id) => {
      const [queueArn, reconcilerFunctionArn, claimsFunctionArn] = ['Queue', 'Reconciler', 'Claims'].map((what) => value(`${id}${what}`));
      const hostedZone = givenZone(stack);
      const attributes = { ...ATTRIBUTES, queueArn, reconcilerFunctionArn, claimsFunctionArn, hostedZone };
      const reconciler = ZoneReconciler.fromZoneReconcilerAttributes(stack, id, attributes);
      for (const notificationTopic of topics) {
        const group = CfnReplicationGroup.fromReplicationGroupId(stack, `${id}${notificationTopic.node.id}`, 'orders');
        const cnamePrefix = `read-${id}-${notificationTopic.node.id}`;
        givenNames(stack, { reconciler, hostedZone, replicationGroup: group, notificationTopic, cnamePrefix }, cnamePrefix);
      }
      return stack.resolve(queueArn);
    });
    const subscribed = Object.values(Template.fromStack(stack).findResources('AWS::SNS::Subscription')).map(({ Properties }) => [Properties.TopicArn, Properties.Endpoint]);
    expect(subscribed).toHaveLength(4);
    expect(subscribed).toEqual(expect.arrayContaining(topics.flatMap(({ topicArn }) => queues.map((queue) => [stack.resolve(topicArn), queue]))));
  });

  test('replaces the claim when it is another one: CloudFormation can not give a custom resource another function', () => {
    const logicalIds = ['claims', 'other'].map((name) => {
      const stack = givenStack();
      const hostedZone = givenZone(stack);
      const claimsFunctionArn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
      const reconciler = ZoneReconciler.fromZoneReconcilerAttributes(stack, 'Reconciler', { ...ATTRIBUTES, claimsFunctionArn, hostedZone });
      givenNames(stack, { reconciler, hostedZone });
      return onlyResource(stack, 'Custom::ReplicaEndpointDns').logicalId;
    });
    expect(logicalIds[0]).not.toBe(logicalIds[1]);
  });

  test('refuses names that another construct of the app has', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    const replicationGroup = givenGroup(stack);
    givenNames(stack, { hostedZone, replicationGroup });
    const reconciler = ZoneReconciler.fromZoneReconcilerAttributes(stack, 'Reconciler', { ...ATTRIBUTES, hostedZone });
    expect(refusal(() => givenNames(stack, { reconciler, hostedZone, replicationGroup }, 'Again'))).toContain("got: 'read' at Orders/Readers and at Orders/Again");
  });

  test('is refused in another Region', () => {
    const stack = givenStack('Orders', { env: { account: ACCOUNT, region: 'us-east-1' } });
    const hostedZone = givenZone(stack);
    const reconciler = ZoneReconciler.fromZoneReconcilerAttributes(stack, 'Reconciler', { ...ATTRIBUTES, hostedZone });
    expect(refusal(() => givenNames(stack, { reconciler, hostedZone }))).toContain('reconciler must be in the account and Region of the names');
  });
});

function given(consumers: number, { notificationTopic = false } = {}) {
  const app: App = givenApp();
  const platform = new Stack(app, 'Platform');
  const hostedZone = givenZone(platform);
  const alarmAction = new SnsAction(new Topic(platform, 'Alarms'));
  const reconciler = new ZoneReconciler(platform, 'Reconciler', { hostedZone, shared: true, alarmAction });
  const stacks = Array.from({ length: consumers }, (_, index) => {
    const stack = new Stack(app, `Orders${index}`);
    givenNames(stack, {
      reconciler,
      hostedZone,
      cnamePrefix: `read.orders-${index}`,
      notificationTopic: notificationTopic ? Topic.fromTopicArn(stack, 'Ops', OPS_TOPIC) : undefined,
    });
    return stack;
  });
  return { app, platform, hostedZone, reconciler, stacks };
}

function platformTemplate(consumers: number) {
  const { app } = given(consumers);
  return app.synth().getStackByName('Platform').template;
}

function resourcesOf(stack: Stack) {
  return Object.keys(Template.fromStack(stack).toJSON().Resources).length;
}
