import { Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, NestedStack, Stack } from 'aws-cdk-lib/core';
import { givenApp, givenGroup, givenNames, givenZone, refusal } from './given';
import { ZoneReconciler } from '../src';

describe('names of a group in nested stacks deploy', () => {
  test.each<[string, (shop: Stack) => void]>([
    ['the group in one', (shop) => givenNames(shop, { replicationGroup: givenGroup(nested(shop, 'Cache')) })],
    ['the names in one', (shop) => givenNames(nested(shop, 'Dns'), { replicationGroup: givenGroup(shop) })],
    ['both, beside each other', (shop) => givenNames(nested(shop, 'Dns'), { replicationGroup: givenGroup(nested(shop, 'Cache')) })],
    ['the zone in one, too', (shop) => {
      const network = nested(shop, 'Network');
      const hostedZone = new PrivateHostedZone(network, 'Zone', { vpc: new Vpc(network, 'Vpc', { natGateways: 0 }), zoneName: 'example.internal' });
      givenNames(nested(shop, 'Dns'), { replicationGroup: givenGroup(nested(shop, 'Cache')), hostedZone });
    }],
    ['the group in one, and its topic beside the names', (shop) => {
      givenNames(shop, { replicationGroup: givenGroup(nested(shop, 'Cache')), notificationTopic: new Topic(shop, 'Topic') });
    }],
    ['the group in one in one, and its topic beside the names', (shop) => {
      givenNames(shop, { replicationGroup: givenGroup(nested(nested(shop, 'Data'), 'Cache')), notificationTopic: new Topic(shop, 'Topic') });
    }],
    ['the group and the names beside each other, and the topic above both', (shop) => {
      givenNames(nested(shop, 'Dns'), { replicationGroup: givenGroup(nested(shop, 'Cache')), notificationTopic: new Topic(shop, 'Topic') });
    }],
    ['the topic in one, and the rest above it', (shop) => givenNames(shop, { notificationTopic: new Topic(nested(shop, 'Topics'), 'Topic') })],
    ['all three in one each', (shop) => {
      givenNames(nested(shop, 'Dns'), { replicationGroup: givenGroup(nested(shop, 'Cache')), notificationTopic: new Topic(nested(shop, 'Topics'), 'Topic') });
    }],
  ])('%s', (_, define) => {
    const shop = new Stack(givenApp(), 'Shop');
    define(shop);
    expect(() => templatesOf(shop)).not.toThrow();
  });
});

describe('a topic of the app is refused when the group would need the names, which need it', () => {
  test.each<[string, (shop: Stack) => [names: Stack, topic: Stack, group: Stack]]>([
    ['names and topic in a nested stack, the group above it', (shop) => [nested(shop, 'Dns'), shop.node.findChild('Dns') as Stack, shop]],
    ['names and topic in a nested stack, the group beside it', (shop) => [nested(shop, 'Dns'), shop.node.findChild('Dns') as Stack, nested(shop, 'Cache')]],
    ['the topic in a stack that is nested in that of the names, the group in another stack', (shop) => [shop, nested(shop, 'Topics'), new Stack(shop.node.root, 'Data')]],
    ['names and topic beside each other, the group in another stack', (shop) => [nested(shop, 'Dns'), nested(shop, 'Topics'), new Stack(shop.node.root, 'Data')]],
  ])('%s', (_, stacksIn) => {
    const shop = new Stack(givenApp(), 'Shop');
    const [names, topic, group] = stacksIn(shop);
    const define = () => givenNames(names, { replicationGroup: givenGroup(group), notificationTopic: new Topic(topic, 'Topic') });
    expect(refusal(define)).toContain('notificationTopic must not be in the stack of the names when the replication group is in another one');
  });
});

describe('a shared reconciler in a nested stack', () => {
  test.each<[string, (shop: Stack) => Stack]>([
    ['the stack above it', (shop) => shop],
    ['a stack beside it', (shop) => nested(shop, 'Dns')],
    ['the same stack', (shop) => shop.node.findChild('Platform') as Stack],
    ['another stack', (shop) => new Stack(shop.node.root, 'Orders')],
    ['a stack that is nested in another one', (shop) => nested(new Stack(shop.node.root, 'Orders'), 'Dns')],
  ])('serves names of %s', (_, stackIn) => {
    const { shop, reconciler } = given();
    const stack = stackIn(shop);
    givenNames(stack, { reconciler, hostedZone: reconciler.hostedZone, replicationGroup: givenGroup(stack, undefined, 'Orders') });
    expect(() => templatesOf(shop)).not.toThrow();
  });

  test('leaves its stack, and the one above, as they are, whoever uses it', () => {
    const [templates, after] = [0, 2].map((consumers) => {
      const { app, shop, platform, reconciler } = given();
      for (let index = 0; index < consumers; index += 1) {
        givenNames(new Stack(app, `Orders${index}`), { reconciler, hostedZone: reconciler.hostedZone, cnamePrefix: `read-${'ab'[index]}` });
      }
      return [shop, platform].map((stack) => Template.fromStack(stack).toJSON());
    });
    expect(after).toEqual(templates);
  });
});

function given() {
  const app: App = givenApp();
  const shop = new Stack(app, 'Shop');
  const platform = nested(shop, 'Platform');
  const alarmAction = new SnsAction(new Topic(platform, 'Alarms'));
  return { app, shop, platform, reconciler: new ZoneReconciler(platform, 'Reconciler', { hostedZone: givenZone(platform), shared: true, alarmAction }) };
}

function nested(scope: Stack, id: string): NestedStack {
  return new NestedStack(scope, id);
}

/** Synthesizes; a template whose resources wait for each other is refused by `Template`. */
function templatesOf(stack: Stack): Template[] {
  return stack.node.root.node.findAll().filter((each) => Stack.isStack(each)).map((each) => Template.fromStack(each));
}
