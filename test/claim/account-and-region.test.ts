import { Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import { ZoneReconciler } from '../../src';
import { countOf, givenApp, givenGroup, givenNames, givenStack, givenZone, onlyResource, refusal } from '../given';

const ACCOUNT = '111111111111';

describe('names in one stack and zone', () => {
  test('share a reconciler', () => {
    const stack = givenStack();
    const [one, other] = givenTwo(stack, givenZone(stack));
    expect(one.reconciler).toBe(other.reconciler);
    expect(countOf(stack, 'AWS::Lambda::Function')).toBe(2);
    expect(countOf(stack, 'AWS::Scheduler::Schedule')).toBe(1);
  });

  test('share it when the zone is imported twice', () => {
    const stack = givenStack();
    const attributes = { hostedZoneId: 'Z1', zoneName: 'example.internal' };
    const [one, other] = givenTwo(stack,
      HostedZone.fromHostedZoneAttributes(stack, 'One', attributes), HostedZone.fromHostedZoneAttributes(stack, 'Other', attributes));
    expect(one.reconciler).toBe(other.reconciler);
  });

  test('share it when the zone is made in the app', () => {
    const stack = givenStack();
    const [one, other] = givenTwo(stack, new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' }));
    expect(one.reconciler).toBe(other.reconciler);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('do not share it with those in another zone', () => {
    const stack = givenStack();
    const [one, other] = givenTwo(stack, givenZone(stack), givenZone(stack, 'example.org', 'Z2'));
    expect(one.reconciler).not.toBe(other.reconciler);
  });

  test('do not share it with those in a zone that was not looked up yet either', () => {
    const stack = givenStack('Orders', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const [one, other] = givenTwo(stack,
      HostedZone.fromLookup(stack, 'One', { domainName: 'example.com' }), HostedZone.fromLookup(stack, 'Other', { domainName: 'example.org' }));
    expect(one.reconciler).not.toBe(other.reconciler);
  });

  test('may have different ones', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    const one = givenNames(stack, { hostedZone });
    const reconciler = new ZoneReconciler(stack, 'Another', { hostedZone });
    const other = givenNames(stack, { hostedZone, reconciler, cnamePrefix: 'cart', replicationGroup: givenGroup(stack, undefined, 'Carts') }, 'CartReaders');
    expect(other.reconciler).toBe(reconciler);
    expect(one.reconciler).not.toBe(reconciler);
  });
});

describe('names that are taken by another construct of the app are refused', () => {
  test('in the same stack', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    const replicationGroup = givenGroup(stack);
    givenNames(stack, { hostedZone, replicationGroup });
    expect(refusal(() => givenNames(stack, { hostedZone, replicationGroup, cnamePrefix: 'READ' }, 'Again'))).toBe(
      'cnamePrefix must differ from those of other constructs in the hosted zone example.internal, '
      + "got: 'read' at Orders/Readers and at Orders/Again; give one of them another prefix");
  });

  test('in another stack', () => {
    const app = givenApp();
    givenNames(new Stack(app, 'Orders'));
    expect(refusal(() => givenNames(new Stack(app, 'Carts')))).toBe(
      'cnamePrefix must differ from those of other constructs in the hosted zone example.internal, '
      + "got: 'read' at Orders/Readers and at Carts/Readers; give one of them another prefix");
  });

  test('but not in another zone', () => {
    const app = givenApp();
    for (const id of ['Blue', 'Green']) {
      const stack = new Stack(new Stage(app, id), 'Orders');
      givenNames(stack, { hostedZone: new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' }) });
    }
    expect(() => app.synth()).not.toThrow();
  });
});

describe('what the reconciler could not reach is refused', () => {
  test('a zone without a name', () => {
    const stack = givenStack();
    expect(refusal(() => givenNames(stack, { hostedZone: HostedZone.fromHostedZoneId(stack, 'Zone', 'Z1') }))).toBe(
      'hostedZone has no name, got: Orders/Zone, imported by its id alone; '
      + 'import it with HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId, zoneName }) or HostedZone.fromLookup');
  });

  test('a reconciler of another stack that is not shared', () => {
    const app = givenApp();
    const shared = new Stack(app, 'Shared');
    const stack = new Stack(app, 'Orders');
    const reconciler = new ZoneReconciler(shared, 'Reconciler', { hostedZone: givenZone(shared) });
    expect(refusal(() => givenNames(stack, { reconciler }))).toBe(
      'reconciler must be in the stack of the names, or shared, got: Shared/Reconciler for Orders/Readers; '
      + 'set shared at the reconciler, or leave it out to have one made in the stack of the names');
  });

  test('a reconciler of another zone', () => {
    const stack = givenStack();
    const reconciler = new ZoneReconciler(stack, 'Reconciler', { hostedZone: givenZone(stack, 'example.org', 'Z2') });
    expect(refusal(() => givenNames(stack, { reconciler }))).toBe(
      'reconciler must be the one of the hosted zone of the names, got: Orders/Reconciler of zone example.org for names in zone example.internal; '
      + 'pass a reconciler of that zone, or leave out reconciler to have one made');
  });

  test('a reconciler of another zone of the same name, such as the private one of two', () => {
    const stack = givenStack();
    const reconciler = new ZoneReconciler(stack, 'Reconciler', { hostedZone: givenZone(stack, 'example.internal', 'Z2') });
    expect(refusal(() => givenNames(stack, { reconciler }))).toContain('reconciler must be the one of the hosted zone of the names');
  });

  test('a group of another Region', () => {
    const app = givenApp();
    const replicationGroup = givenGroup(new Stack(app, 'Data', { env: { account: ACCOUNT, region: 'us-east-1' } }));
    const stack = new Stack(app, 'Orders', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    expect(refusal(() => givenNames(stack, { replicationGroup }))).toBe(
      `replicationGroup must be in the account and Region of the names, got: Data/Group in ${ACCOUNT} us-east-1 for a stack in ${ACCOUNT} eu-west-1; `
      + 'define the names in a stack there');
  });

  test('a zone of another account', () => {
    const app = givenApp();
    const hostedZone = new PublicHostedZone(new Stack(app, 'Network', { env: { account: '222222222222', region: 'eu-west-1' } }), 'Zone', { zoneName: 'example.com' });
    const stack = new Stack(app, 'Orders', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    expect(refusal(() => givenNames(stack, { hostedZone }))).toBe(
      `hostedZone must be in the account of the names, got: Network/Zone in 222222222222 for a stack in ${ACCOUNT}; use a zone of that account`);
  });
});

describe('group, zone and names may be', () => {
  test('in three stacks', () => {
    const app = givenApp();
    const [network, data, stack] = ['Network', 'Data', 'Orders'].map((id) => new Stack(app, id));
    const hostedZone = new PublicHostedZone(network, 'Zone', { zoneName: 'example.com' });
    givenNames(stack, { hostedZone, replicationGroup: givenGroup(data) });
    app.synth();
    expect(dependenciesOf(stack)).toEqual(['Data', 'Network']);
    expect([dependenciesOf(data), dependenciesOf(network)]).toEqual([[], []]);
    expect(countOf(data, 'AWS::SNS::Topic')).toBe(1);
    expect(countOf(stack, 'AWS::SNS::Subscription')).toBe(1);
  });

  test('the names beside the group, in the stack above or below that of the zone', () => {
    for (const [above, below] of [['Network', 'Orders'], ['Orders', 'Network']]) {
      const app = givenApp();
      const stacks = Object.fromEntries([above, below].map((id) => [id, new Stack(app, id)]));
      const hostedZone = new PublicHostedZone(stacks.Network, 'Zone', { zoneName: 'example.com' });
      givenNames(stacks.Orders, { hostedZone });
      app.synth();
      expect(dependenciesOf(stacks.Orders)).toEqual(['Network']);
    }
  });

  test('the names beside the zone, with the group in another stack', () => {
    const app = givenApp();
    const [network, data] = ['Network', 'Data'].map((id) => new Stack(app, id));
    givenNames(network, { hostedZone: new PublicHostedZone(network, 'Zone', { zoneName: 'example.com' }), replicationGroup: givenGroup(data) });
    app.synth();
    expect(dependenciesOf(network)).toEqual(['Data']);
  });

  test('the names in a nested stack, which has a reconciler of its own', () => {
    const stack = givenStack();
    const nested = new NestedStack(stack, 'Nested');
    const hostedZone = new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' });
    givenNames(stack, { hostedZone });
    givenNames(nested, { hostedZone, replicationGroup: givenGroup(stack, undefined, 'Carts'), cnamePrefix: 'cart' });
    expect([stack, nested].map((each) => countOf(each, 'AWS::Lambda::EventSourceMapping'))).toEqual([1, 1]);
    expect([stack, nested].map((each) => countOf(each, 'AWS::SNS::Topic'))).toEqual([1, 0]);
  });

  test('in an account and Region that are not known, with a zone and a group that are', () => {
    const stack = givenStack();
    const zoneId = new CfnParameter(stack, 'ZoneId').valueAsString;
    const replicationGroup = CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'orders');
    givenNames(stack, { replicationGroup, hostedZone: givenZone(stack, 'example.internal', zoneId) });
    expect(onlyResource(stack, 'AWS::Lambda::Function', 'Claims').properties.Environment.Variables.HOSTED_ZONE_ID).toEqual({ Ref: 'ZoneId' });
  });
});

function givenTwo(stack: Stack, hostedZone: ReturnType<typeof givenZone>, another = hostedZone) {
  return [
    givenNames(stack, { hostedZone }),
    givenNames(stack, { hostedZone: another, cnamePrefix: 'cart', replicationGroup: givenGroup(stack, undefined, 'Carts') }, 'CartReaders'),
  ];
}

function dependenciesOf(stack: Stack) {
  return stack.dependencies.map(({ node }) => node.id).sort();
}
