import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { ENABLE_PARTITION_LITERALS } from 'aws-cdk-lib/cx-api';
import { everyOption, givenCheckedStack } from './given-checked-stack';

/** One version of cdk-nag. */
export interface Nag {
  readonly packs: string[];
  /** What a pack finds in a stack: `rule at resource`. */
  find(pack: string, stack: Stack): string[];
  /** What was acknowledged: `rule at resource: reason`. */
  acknowledged(resource: CfnResource): { readonly rule: string; readonly reason: string }[];
}

/** What holds under each version of cdk-nag. */
export function factsUnder(nag: Nag) {
  test.each(nag.packs)('%s finds nothing when a VPC, an encrypted log group and an alarm action are given', (pack) => {
    expect(nag.find(pack, givenCheckedStack(everyOption))).toEqual([]);
  });

  test.each(['AwsSolutions', 'Serverless'])('%s finds nothing without any option', (pack) => {
    expect(nag.find(pack, givenCheckedStack())).toEqual([]);
  });

  test.each(['eu-west-1', 'cn-north-1'])('AwsSolutions finds nothing in %s, where the partition is written out', (region) => {
    const app = new App({ analyticsReporting: false, context: { 'aws:cdk:disable-asset-staging': true, [ENABLE_PARTITION_LITERALS]: true } });
    const stack = givenCheckedStack(undefined, new Stack(app, 'Orders', { env: { account: '111111111111', region } }));
    expect(nag.find('AwsSolutions', stack)).toEqual([]);
  });

  test('without any option, NIST asks for what is for the user to say: alarm action, encrypted log group, VPC', () => {
    const ofReconciler = ['DeadLetters', 'PassesFailed', 'TopicFaults', 'ContestedNames', 'NoPassSucceeded'];
    const alarms = ['Orders/Readers/NotLookedAfter', ...ofReconciler.map((alarm) => `Orders/Writer/${alarm}`)];
    expect(nag.find('NIST80053R5', givenCheckedStack()).sort()).toEqual([
      ...alarms.map((alarm) => `NIST.800.53.R5-CloudWatchAlarmAction at ${alarm}/Resource`),
      'NIST.800.53.R5-CloudWatchLogGroupEncrypted at Orders/Writer/LogGroup/Resource',
      'NIST.800.53.R5-LambdaInsideVPC at Orders/Writer/Reconciler/Resource',
    ].sort());
  });

  test.each(nag.packs)('%s finds nothing in a reconciler that is shared', (pack) => {
    expect(nag.find(pack, givenCheckedStack((stack) => ({ ...everyOption(stack), shared: true })))).toEqual([]);
  });

  test('a log group that is imported by name adds a finding for its streams', () => {
    const stack = givenCheckedStack((scope) => ({ logGroup: LogGroup.fromLogGroupName(scope, 'Logs', 'everything') }));
    const streams = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:everything:*';
    expect(nag.find('AwsSolutions', stack)).toEqual(
      ['Reconciler', 'Claims'].map((name) => `AwsSolutions-IAM5[Resource::${streams}] at Orders/Writer/${name}Policy/Resource`));
  });

  test('each acknowledgement answers a finding, and says why', () => {
    const acknowledged = resources(givenCheckedStack(everyOption)).flatMap((resource) => nag.acknowledged(resource).map(({ rule, reason }) => {
      expect(reason).toMatch(/^\S.{20,}/);
      return `${rule} at ${resource.node.path}`;
    }));
    const stack = givenCheckedStack(everyOption);
    resources(stack).forEach(forget);
    expect(nag.packs.flatMap((pack) => nag.find(pack, stack)).sort()).toEqual([...new Set(acknowledged)].sort());
    expect(acknowledged).toHaveLength(new Set(acknowledged).size);
  });

  test('an acknowledgement is for our resource alone: a topic of the user is found', () => {
    const stack = givenCheckedStack(everyOption);
    new Topic(stack, 'Mine');
    expect(nag.find('NIST80053R5', stack)).toEqual(['NIST.800.53.R5-SNSEncryptedKMS at Orders/Mine/Resource']);
  });
}

function resources(stack: Stack): CfnResource[] {
  return stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct)) as CfnResource[];
}

function forget(resource: CfnResource) {
  resource.addMetadata('cdk_nag', undefined);
  // nothing takes metadata of a construct away.
  (resource.node as unknown as { _metadata: unknown[] })._metadata.length = 0;
}
