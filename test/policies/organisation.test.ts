import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, Function, FunctionProps } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, LogGroup, LogGroupClass } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, Aspects, CfnResource, DefaultStackSynthesizer, Stack, TagManager, Tags } from 'aws-cdk-lib/core';
import { ZoneReconciler } from '../../src';
import { givenApp, givenNames, givenStack, givenZone, onlyResource, refusalsAtSynth, warnings } from '../given';

const KEY = 'arn:aws:kms:eu-west-1:111111111111:key/1';
const SIGNING = 'arn:aws:lambda:eu-west-1:111111111111:code-signing-config:csc-1';

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

  test('functions in a VPC, set by an aspect on each: both may keep their network interfaces', () => {
    const stack = givenStack();
    givenNames(stack);
    onFunctions(stack, (resource) => {
      resource.vpcConfig = { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] };
    });
    for (const name of ['Reconciler', 'Claims']) {
      expect(onlyResource(stack, 'AWS::Lambda::Function', `Z1${name}`).properties.VpcConfig.SubnetIds).toEqual(['subnet-1', 'subnet-2']);
      expect(allowed(stack, name)).toContain('ec2:CreateNetworkInterface on *');
    }
  });

  test.each<[string, (resource: CfnFunction) => void]>([
    ['a property', (resource) => (resource.tracingConfig = { mode: 'Active' })],
    ['an override', (resource) => resource.addPropertyOverride('TracingConfig', { Mode: 'Active' })],
  ])('traces, set as %s: both functions may send them', (_, set) => {
    const stack = givenStack();
    givenNames(stack);
    onFunctions(stack, set);
    for (const name of ['Reconciler', 'Claims']) expect(allowed(stack, name)).toContain('xray:PutTraceSegments on *');
  });

  test('dead letters of functions: both may send them, to a queue of another stack too', () => {
    const app = givenApp();
    const stack = new Stack(app, 'Orders');
    const letters = new Queue(new Stack(app, 'Platform'), 'Letters');
    givenNames(stack);
    onFunctions(stack, (resource) => {
      resource.deadLetterConfig = { targetArn: letters.queueArn };
    });
    for (const name of ['Reconciler', 'Claims']) {
      expect(allowed(stack, name)).toContainEqual(expect.stringMatching(/^sqs:SendMessage on {"Fn::ImportValue":"Platform:/));
    }
  });

  test.each<[string, (resource: CfnFunction) => void, object]>([
    ['reserved concurrency', (resource) => (resource.reservedConcurrentExecutions = 10), { ReservedConcurrentExecutions: 10 }],
    ['a key for the environment', (resource) => (resource.kmsKeyArn = KEY), { KmsKeyArn: KEY }],
    ['variables of the SDK', (resource) => resource.addPropertyOverride('Environment.Variables.AWS_USE_FIPS_ENDPOINT', 'true'), {
      Environment: { Variables: { AWS_USE_FIPS_ENDPOINT: 'true', HOSTED_ZONE_ID: 'Z1' } },
    }],
    ['signed code', (resource) => (resource.codeSigningConfigArn = SIGNING), { CodeSigningConfigArn: SIGNING }],
  ])('%s: both functions take it, and need no more permissions', (_, set, expected) => {
    const [plain, stack] = [givenStack(), givenStack()];
    for (const each of [plain, stack]) givenNames(each);
    onFunctions(stack, set);
    for (const name of ['Reconciler', 'Claims']) {
      expect(onlyResource(stack, 'AWS::Lambda::Function', `Z1${name}`).properties).toMatchObject(expected);
      expect(allowed(stack, name)).toEqual(allowed(plain, name));
    }
  });

  test('nothing of all that: no function may do what only that would need', () => {
    const stack = givenStack();
    givenNames(stack);
    for (const name of ['Reconciler', 'Claims']) expect(allowed(stack, name).filter((each) => /^(ec2|xray|sns):/.test(each))).toEqual([]);
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

describe('a log group of a class of whose lines CloudWatch makes no metrics is refused', () => {
  const fault = (path: string) => 'logGroup must be of the class STANDARD, since CloudWatch makes metrics of the lines of no other, '
    + `got: ${path} of the class INFREQUENT_ACCESS; use one of the class STANDARD`;

  test('when it is passed', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    const logGroup = new LogGroup(stack, 'Logs', { logGroupClass: LogGroupClass.INFREQUENT_ACCESS });
    new ZoneReconciler(stack, 'Writer', { hostedZone, logGroup });
    expect(refusalsAtSynth(stack)).toEqual([fault('Orders/Logs/Resource')]);
  });

  test('when an aspect makes it one', () => {
    const stack = givenStack();
    givenNames(stack);
    Aspects.of(stack).add({
      visit: (node) => {
        if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::Logs::LogGroup') (node as CfnLogGroup).logGroupClass = 'INFREQUENT_ACCESS';
      },
    });
    expect(refusalsAtSynth(stack)).toEqual([fault('Orders/ZoneReconciler-Z1/LogGroup/Resource')]);
  });

  test('and any other is taken', () => {
    for (const logGroup of [
      (stack: Stack) => new LogGroup(stack, 'Logs', { logGroupClass: LogGroupClass.STANDARD }),
      (stack: Stack) => LogGroup.fromLogGroupName(stack, 'Logs', 'everything'),
    ]) {
      const stack = givenStack();
      new ZoneReconciler(stack, 'Writer', { hostedZone: givenZone(stack), logGroup: logGroup(stack) });
      expect(() => Template.fromStack(stack)).not.toThrow();
    }
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

/** Changes each function as an aspect on the app would. */
function onFunctions(stack: Stack, change: (resource: CfnFunction) => void) {
  Aspects.of(stack.node.root).add({
    visit: (node) => {
      if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::Lambda::Function') change(node as CfnFunction);
    },
  });
}

/** What a function may do, as `action on resource`. */
function allowed(stack: Stack, name: string): string[] {
  const { Statement } = onlyResource(stack, 'AWS::IAM::Policy', `${name}Policy`).properties.PolicyDocument;
  return Statement.flatMap(({ Action, Resource }: Record<string, string | string[]>) => [Action].flat().map(
    (action) => `${action} on ${typeof Resource === 'string' ? Resource : JSON.stringify(Resource)}`));
}

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
