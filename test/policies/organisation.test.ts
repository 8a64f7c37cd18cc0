import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { Function, FunctionProps } from 'aws-cdk-lib/aws-lambda';
import { App, Aspects, CfnResource, DefaultStackSynthesizer, Stack, TagManager, Tags } from 'aws-cdk-lib/core';
import { ZoneReconciler } from '../../src';
import { givenApp, givenNames, givenStack, givenZone, onlyResource, refusalsAtSynth, warnings } from '../given';

describe('an organisation that demands', () => {
  test('a permissions boundary: every role has it', () => {
    const stack = givenStack();
    PermissionsBoundary.of(stack.node.root).apply(ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'developers'));
    givenNames(stack);
    const roles = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
    expect(roles).toHaveLength(3);
    for (const { Properties } of roles) expect(JSON.stringify(Properties.PermissionsBoundary)).toContain('policy/developers');
  });

  test('a qualifier of its own for the bootstrap stack: the program is taken from its bucket', () => {
    const stack = givenStack('Orders', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'platform1' }) });
    givenNames(stack);
    expect(JSON.stringify(onlyResource(stack, 'AWS::Lambda::Function', 'Z1Reconciler').properties.Code)).toContain('cdk-platform1-assets-');
  });

  test('tags: all that can have them has them', () => {
    const stack = givenStack();
    givenNames(stack);
    Tags.of(stack.node.root).add('cost-center', '42');
    const { Resources } = Template.fromStack(stack).toJSON();
    const resources = stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct)) as CfnResource[];
    const taggable = resources.filter((resource) => TagManager.isTaggable(resource));
    expect(taggable.map(({ cfnResourceType }) => cfnResourceType)).toEqual(expect.arrayContaining([
      'AWS::ElastiCache::ReplicationGroup', 'AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup', 'AWS::SNS::Topic', 'AWS::SQS::Queue',
    ]));
    for (const resource of taggable) expect(Resources[stack.getLogicalId(resource)].Properties.Tags).toContainEqual({ Key: 'cost-center', Value: '42' });
  });

  test('functions in a VPC: the one that writes names may keep its network interfaces before it enters', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    givenNames(stack, { hostedZone, reconciler: new ZoneReconciler(stack, 'Writer', { hostedZone, vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) }) });
    const { properties, dependsOn } = onlyResource(stack, 'AWS::Lambda::Function', 'WriterReconciler');
    const policy = onlyResource(stack, 'AWS::IAM::Policy', 'ReconcilerPolicy');
    expect(properties.VpcConfig.SubnetIds).toHaveLength(2);
    expect(JSON.stringify(policy.properties)).toContain('ec2:CreateNetworkInterface');
    expect(dependsOn).toContain(policy.logicalId);
  });

  test('a retention of logs, set by an aspect: it is kept', () => {
    const stack = givenStack();
    givenNames(stack);
    Aspects.of(stack).add({
      visit: (node) => {
        if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::Logs::LogGroup') node.addPropertyOverride('RetentionInDays', 365);
      },
    });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').properties.RetentionInDays).toBe(365);
  });

  test('a key for every topic, set by an aspect: it is told that ElastiCache could not publish', () => {
    expect(refusalsAtSynth(encrypted('AWS::SNS::Topic'))).toEqual([
      'the notification topic must not be encrypted, since ElastiCache can not publish to an encrypted topic and sets it inactive, '
      + 'got: Orders/ReplicationGroupNotifications/Resource with a KMS key; use a topic without one, or sweepOnly',
    ]);
  });

  test('a key for every queue, set by an aspect: it is told that nobody could use the queue', () => {
    expect(refusalsAtSynth(encrypted('AWS::SQS::Queue'))).toEqual([
      'the queue of a reconciler must be encrypted by SQS itself, since neither topics, the sweep nor the function could use a key, '
      + 'got: Orders/ZoneReconciler-Z1/Queue with a KMS key; leave it without one',
    ]);
  });
});

describe('property injectors', () => {
  test('for functions reach both functions', () => {
    const app = new App({
      analyticsReporting: false,
      context: { 'aws:cdk:disable-asset-staging': true },
      propertyInjectors: [{
        constructUniqueId: Function.PROPERTY_INJECTION_ID,
        inject: (props: FunctionProps) => ({ ...props, description: `${props.description} [injected]` }),
      }],
    });
    const stack = new Stack(app, 'Orders');
    givenNames(stack);
    for (const word of ['Z1Reconciler', 'Z1Claims']) {
      expect(onlyResource(stack, 'AWS::Lambda::Function', word).properties.Description).toMatch(/ \[injected\]$/);
    }
  });
});

test('none of that is warned of', () => {
  const stack = new Stack(givenApp(), 'Orders');
  givenNames(stack);
  Tags.of(stack).add('cost-center', '42');
  expect(warnings(stack)).toEqual([]);
});

function encrypted(type: string): Stack {
  const stack = givenStack();
  givenNames(stack);
  Aspects.of(stack).add({
    visit: (node) => {
      if (CfnResource.isCfnResource(node) && node.cfnResourceType === type) node.addPropertyOverride('KmsMasterKeyId', 'alias/ours');
    },
  });
  return stack;
}
