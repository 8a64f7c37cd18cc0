import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { MissingContext } from 'aws-cdk-lib/cloud-assembly-schema';
import { App, Duration, Stack, Stage } from 'aws-cdk-lib/core';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { ReplicaEndpointDns, ZoneReconciler } from '../../src';
import { givenGroup, givenZone, refusal } from '../given';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const OTHER_ENV = { account: '222222222222', region: 'eu-west-1' };
const ARN = 'arn:aws:sns:eu-west-1:111111111111:events';

/** What the account would answer to a look-up. */
type Answers = (missing: MissingContext) => unknown;

/** Synthesizes as the CDK CLI does: it looks up what a synth says is missing, and synthesizes again. */
function synthesize(define: (app: App) => void, answers: Answers): CloudAssembly {
  const context: Record<string, unknown> = { 'aws:cdk:disable-asset-staging': true };
  for (let round = 0; round < 5; round += 1) {
    const app = new App({ analyticsReporting: false, context });
    define(app);
    const assembly = app.synth();
    const missing = missingIn(assembly);
    if (missing.length === 0) return assembly;
    for (const each of missing) context[each.key] = answers(each);
  }
  throw new Error('it never had all that it looked up');
}

function missingIn(assembly: CloudAssembly): MissingContext[] {
  return [...assembly.manifest.missing ?? [], ...assembly.nestedAssemblies.flatMap(({ nestedAssembly }) => missingIn(nestedAssembly))];
}

function names(scope: Construct, more: object = {}) {
  const hostedZone = HostedZone.fromLookup(scope, 'Zone', { domainName: 'internal.example.com', privateZone: true });
  return new ReplicaEndpointDns(scope, 'Readers', { replicationGroup: givenGroup(scope), hostedZone, cnamePrefix: 'read', ...more });
}

const zoneOfAccount: Answers = ({ props }) => ({ Id: `/hostedzone/Z${props.account}`, Name: 'internal.example.com.' });

/** A parameter of each stack, whose value is the one that is given by its name. */
function parameters(values: Record<string, string>): Answers {
  return ({ props }) => values[(props as { parameterName: string }).parameterName.replace('/shop/', '')];
}

function inStack(define: (stack: Stack, look: (name: string) => string) => void) {
  return (app: App) => {
    const stack = new Stack(app, 'Orders', { env: ENV });
    define(stack, (name) => StringParameter.valueFromLookup(stack, `/shop/${name}`));
  };
}

describe('What is looked up may be a dummy in the first synth, so that CDK is told what to look up:', () => {
  test('a zone in two stages of two accounts, with the same names in each', () => {
    const assembly = synthesize((app) => {
      for (const [id, env] of Object.entries({ Dev: ENV, Prod: OTHER_ENV })) names(new Stack(new Stage(app, id, { env }), 'Cache'));
    }, zoneOfAccount);
    expect(assembly.nestedAssemblies.map(({ nestedAssembly }) => nestedAssembly.stacks.map(zonesOf))).toEqual([[['Z111111111111']], [['Z222222222222']]]);
  });

  test('a zone in the stack of a shared reconciler, and again in that of the names', () => {
    const assembly = synthesize((app) => {
      const platform = new Stack(app, 'Platform', { env: ENV });
      const hostedZone = HostedZone.fromLookup(platform, 'Zone', { domainName: 'internal.example.com', privateZone: true });
      names(new Stack(app, 'Orders', { env: ENV }), { reconciler: new ZoneReconciler(platform, 'Reconciler', { hostedZone, shared: true }) });
    }, zoneOfAccount);
    expect(zonesOf(assembly.getStackByName('Orders'))).toEqual(['Z111111111111']);
  });

  test.each<[string, string, (stack: Stack, look: (name: string) => string) => void]>([
    ['the id of the zone', 'Z9', (stack, look) => givenIn(stack, { hostedZone: givenZone(stack, 'example.internal', look('it')) })],
    ['the name of the zone', 'example.internal', (stack, look) => givenIn(stack, { hostedZone: givenZone(stack, look('it')) })],
    ['the prefix', 'read.orders', (stack, look) => givenIn(stack, { cnamePrefix: look('it') })],
    ['the number of names', '4', (stack, look) => givenIn(stack, { endpointCount: Number(look('it')) }).endpointName(3)],
    ['the number of a name', '2', (stack, look) => givenIn(stack, {}).endpointName(Number(look('it')))],
    ['the ttl', '30', (stack, look) => givenIn(stack, { ttl: Duration.seconds(Number(look('it'))) })],
    ['the number of nodes', '3', (stack, look) => givenIn(stack, { replicationGroup: givenGroup(stack, { numCacheClusters: Number(look('it')) }) })],
    ['the parameter group', 'default.redis7', (stack, look) => givenIn(stack, {
      replicationGroup: givenGroup(stack, { numCacheClusters: 3, cacheParameterGroupName: look('it') }),
    })],
    ['the id of the group', 'orders', (stack, look) => givenIn(stack, { replicationGroup: CfnReplicationGroup.fromReplicationGroupId(stack, 'Imported', look('it')) })],
    ['the topic of the group', ARN, (stack, look) => givenIn(stack, {
      replicationGroup: givenGroup(stack, { numCacheClusters: 3, notificationTopicArn: look('it') }),
    })],
    ['the topic', ARN, (stack, look) => givenIn(stack, {
      notificationTopic: Topic.fromTopicArn(stack, 'Events', StringParameter.valueFromLookup(stack, '/shop/it', 'arn:aws:sns:us-east-1:123456789012:dummy')),
      endpointCount: look('it').length,
    })],
    ['the interval of the sweep', '2', (stack, look) => {
      const hostedZone = givenZone(stack);
      givenIn(stack, { hostedZone, reconciler: new ZoneReconciler(stack, 'Writer', { hostedZone, sweepInterval: Duration.minutes(Number(look('it'))) }) });
    }],
  ])('%s', (_, value, define) => {
    let rounds = 0;
    synthesize((app) => {
      rounds += 1;
      inStack(define)(app);
    }, parameters({ it: value }));
    expect(rounds).toBe(2);
  });

  test('all that is known of a shared reconciler of another app', () => {
    const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111111111111:${resource}`;
    synthesize(inStack((stack, look) => {
      const hostedZone = givenZone(stack);
      const reconciler = ZoneReconciler.fromZoneReconcilerAttributes(stack, 'Shared', {
        hostedZone, queueArn: look('queue'), reconcilerFunctionArn: look('writer'), claimsFunctionArn: look('claims'), logGroupName: look('logs'),
      });
      givenIn(stack, { hostedZone, reconciler });
    }), parameters({ queue: arn('sqs', 'wake-ups'), writer: arn('lambda', 'function:writer'), claims: arn('lambda', 'function:claims'), logs: 'logs' }));
  });

  test('the accounts of stacks', () => {
    synthesize((app) => {
      const first = new Stack(app, 'First', { env: ENV });
      const account = StringParameter.valueFromLookup(first, '/shop/account', '999999999999');
      const data = new Stack(app, 'Data', { env: { account, region: ENV.region } });
      givenIn(new Stack(app, 'Orders', { env: ENV }), { replicationGroup: CfnReplicationGroup.fromReplicationGroupId(data, 'Group', 'orders') });
    }, parameters({ account: ENV.account }));
  });
});

describe('What is wrong is found once it was looked up:', () => {
  test.each<[string, Record<string, string>, (stack: Stack, look: (name: string) => string) => void, string]>([
    ['a prefix', { it: 'read1' }, (stack, look) => givenIn(stack, { cnamePrefix: look('it') }), 'cnamePrefix must have a first label that ends in a letter'],
    ['a number of names', { it: '51' }, (stack, look) => givenIn(stack, { endpointCount: Number(look('it')) }), 'endpointCount must be'],
    ['a single node', { it: '1' }, (stack, look) => givenIn(stack, { replicationGroup: givenGroup(stack, { numCacheClusters: Number(look('it')) }) }),
      'replicationGroup must have a replica'],
    ['names that another construct has', { one: 'read', two: 'read' }, (stack, look) => {
      const hostedZone = givenZone(stack);
      const replicationGroup = givenGroup(stack);
      givenIn(stack, { hostedZone, replicationGroup, cnamePrefix: look('one') });
      new ReplicaEndpointDns(stack, 'Second', { hostedZone, replicationGroup, cnamePrefix: look('two') });
    }, 'cnamePrefix must differ from those of other constructs'],
  ])('%s', (_, values, define, fault) => {
    expect(refusal(() => synthesize(inStack(define), parameters(values)))).toContain(fault);
  });

  test('a reconciler of another zone', () => {
    expect(refusal(() => synthesize((app) => {
      const platform = new Stack(app, 'Platform', { env: ENV });
      const hostedZone = HostedZone.fromLookup(platform, 'Zone', { domainName: 'other.example.com', privateZone: true });
      names(new Stack(app, 'Orders', { env: ENV }), { reconciler: new ZoneReconciler(platform, 'Reconciler', { hostedZone, shared: true }) });
    }, ({ props }) => {
      const { domainName } = props as { domainName: string };
      return { Id: `/hostedzone/Z${domainName.length}`, Name: domainName };
    }))).toContain('reconciler must be the one of the hosted zone of the names');
  });
});

function givenIn(stack: Stack, props: object) {
  return new ReplicaEndpointDns(stack, 'Readers', {
    cnamePrefix: 'read',
    ...'hostedZone' in props ? {} : { hostedZone: givenZone(stack) },
    ...'replicationGroup' in props ? {} : { replicationGroup: givenGroup(stack) },
    ...props,
  } as ConstructorParameters<typeof ReplicaEndpointDns>[2]);
}

function zonesOf({ template }: { template: { Resources: Record<string, { Type: string; Properties: { Registration?: unknown } }> } }) {
  const claims = Object.values(template.Resources).filter(({ Type }) => Type === 'Custom::ReplicaEndpointDns');
  return claims.map(({ Properties }) => /Z\d+/.exec(JSON.stringify(Properties.Registration))?.[0]);
}
