import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';
import { givenApp, givenGroup, givenNames, givenZone } from './given';
import { beyondQuotas } from './template-quotas';
import { ZoneReconciler } from '../src';

const ZONE = 'cache.production.example.internal';
const PLACE = { env: { account: '111111111111', region: 'eu-west-1' } };

describe('every template stays within the quotas of CloudFormation, SQS, SNS and IAM', () => {
  test('a hundred groups in one stack, with the groups', () => {
    const app = givenApp();
    const stack = new Stack(app, 'Shop');
    names(stack, 100);

    expect(beyondAny(app)).toEqual([]);
  });

  test('forty stacks on one shared reconciler', () => {
    const app = givenApp();
    const platform = new Stack(app, 'Platform', PLACE);
    const hostedZone = givenZone(platform, ZONE);
    const reconciler = new ZoneReconciler(platform, 'Reconciler', { hostedZone, shared: true });
    for (let index = 0; index < 40; index += 1) {
      const stack = new Stack(app, `Shop${index}`, PLACE);
      givenNames(stack, { hostedZone, reconciler, cnamePrefix: `read.orders-${index}` });
    }

    expect(beyondAny(app)).toEqual([]);
  });

  test('one topic for a hundred groups of one stack', () => {
    const app = givenApp();
    const stack = new Stack(app, 'Shop');
    names(stack, 100, new Topic(stack, 'Topic', { enforceSSL: true }));

    expect(beyondAny(app)).toEqual([]);
  });

  test('one topic for a hundred groups of two stacks', () => {
    const app = givenApp();
    const topic = new Topic(new Stack(app, 'Topics', PLACE), 'Topic', { enforceSSL: true });
    for (const id of ['Shop', 'Store']) names(new Stack(app, id, PLACE), 50, topic);

    expect(beyondAny(app)).toEqual([]);
  });

  test('a topic for each of a hundred groups', () => {
    const app = givenApp();
    const stack = new Stack(app, 'Shop');
    const hostedZone = givenZone(stack, ZONE);
    for (let index = 0; index < 100; index += 1) {
      const replicationGroup = givenGroup(stack, { numCacheClusters: 6 }, `Group${index}`);
      const notificationTopic = Topic.fromTopicArn(stack, `Topic${index}`, `arn:aws:sns:eu-west-1:111111111111:orders-${index}`);
      givenNames(stack, { hostedZone, replicationGroup, notificationTopic, cnamePrefix: `read.orders-${index}` }, `Readers${index}`);
    }

    expect(beyondAny(app)).toEqual([]);
  });
});

describe('the check finds', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a twenty-first statement in the policy of a queue', queuePolicy(Array(21).fill({ Effect: 'Allow' })), 'statements of Policy: 21 of 20'],
    ['a policy of a queue that is too long', queuePolicy([{ Sid: 'x'.repeat(8_192) }]), 'bytes of Policy: 8218 of 8192'],
    ['a managed policy that is too long', { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: 'x'.repeat(6_144) } } }, 'characters of Policy: 6160 of 6144'],
    ['a role with eleven managed policies', { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: Array(11).fill('x') } }, 'managed policies attached to Policy: 11 of 10'],
  ])('%s', (_, resource, fault) => {
    expect(beyondQuotas(new Stack(), { Resources: { Policy: resource as never } })).toEqual([fault]);
  });

  test('inline policies of a role that are too long together', () => {
    const policy = { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: 'x'.repeat(5_200) } };

    expect(beyondQuotas(new Stack(), { Resources: { Role: { Type: 'AWS::IAM::Role' }, One: policy, Other: policy } }))
      .toEqual(['characters of the inline policies of Role: 10404 of 10240']);
  });

  test('a resource too many', () => {
    const resources = Array.from({ length: 501 }, (_, index) => [`R${index}`, { Type: 'AWS::SNS::Topic' }]);

    expect(beyondQuotas(new Stack(undefined, 'Shop'), { Resources: Object.fromEntries(resources) })).toEqual(['resources of Shop: 501 of 500']);
  });
});

function names(stack: Stack, groups: number, notificationTopic?: Topic): void {
  const hostedZone = givenZone(stack, ZONE);
  for (let index = 0; index < groups; index += 1) {
    const replicationGroup = givenGroup(stack, { numCacheClusters: 6 }, `Group${index}`);
    givenNames(stack, { hostedZone, replicationGroup, notificationTopic, cnamePrefix: `read.${stack.node.id.toLowerCase()}-${index}` }, `Readers${index}`);
  }
}

/** Of all stacks of the app. */
function beyondAny(app: App): string[] {
  const assembly = app.synth();
  const stacks = app.node.children.filter((child) => Stack.isStack(child));
  return stacks.flatMap((stack) => beyondQuotas(stack, assembly.getStackArtifact(stack.artifactId).template));
}

function queuePolicy(Statement: unknown[]) {
  return { Type: 'AWS::SQS::QueuePolicy', Properties: { PolicyDocument: { Statement } } };
}
