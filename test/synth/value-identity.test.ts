import { Template } from 'aws-cdk-lib/assertions';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { CfnParameter, CfnStack, CustomResource, Fn, Stack, Stage } from 'aws-cdk-lib/core';
import { identityOf } from '../../src/synth/value-identity';
import { givenApp, givenGroup, givenNames, givenStack } from '../given';

describe('what a value stands for', () => {
  test('is itself, when it is known', () => {
    expect(identityOf('Z1', givenStack())).toBe('Z1');
  });

  test.each<[string, (stack: Stack) => string, string]>([
    ['the resource of a construct', (stack) => new Topic(stack, 'Ops').topicArn, 'Orders/Ops'],
    ['a resource, by Ref', (stack) => new CfnTopic(stack, 'Ops').ref, 'Orders/Ops'],
    ['a resource, by an attribute that tells the same', (stack) => new CfnTopic(stack, 'Ops').attrTopicArn, 'Orders/Ops'],
    ['a parameter', (stack) => new CfnParameter(stack, 'Ops').valueAsString, 'Orders/Ops'],
    ['one of the values of a custom resource', (stack) => new CustomResource(stack, 'Ops', { serviceToken: 'arn' }).getAttString('Topic'), 'Orders/Ops.Topic'],
    ['the id of a custom resource', (stack) => new CustomResource(stack, 'Ops', { serviceToken: 'arn' }).ref, 'Orders/Ops'],
    ['an output of a nested stack', (stack) => new CfnStack(stack, 'Ops', { templateUrl: 'https://example.com' }).getAtt('Outputs.Topic').toString(),
      'Orders/Ops.Outputs.Topic'],
    ['what no construct is referred to for', () => Fn.importValue('Topic'), '{"Fn::ImportValue":"Topic"}'],
  ])('is, of %s, what stays the same from one synth to the next', (_, valueIn, identity) => {
    const stack = givenStack();
    expect(identityOf(valueIn(stack), stack)).toBe(identity);
  });

  test('is the same in each stage', () => {
    const app = givenApp();
    const identities = ['Test', 'Live'].map((stage) => {
      const stack = new Stack(new Stage(app, stage), 'Orders');
      return identityOf(new Topic(stack, 'Ops').topicArn, stack);
    });
    expect(identities).toEqual(['Orders/Ops', 'Orders/Ops']);
  });
});

test('two zones whose ids one custom resource tells are two zones: each has a reconciler of its own', () => {
  const stack = givenStack();
  const zones = new CustomResource(stack, 'Zones', { serviceToken: 'arn:aws:lambda:eu-west-1:111111111111:function:zones' });
  const hostedZoneIds = ['One', 'Other'].map((id) => {
    const hostedZone = HostedZone.fromHostedZoneAttributes(stack, id, { hostedZoneId: zones.getAttString(id), zoneName: 'example.internal' });
    givenNames(stack, { hostedZone, replicationGroup: givenGroup(stack, undefined, `${id}Group`) }, `${id}Readers`);
    return stack.resolve(hostedZone.hostedZoneId);
  });
  const functions = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function', { Properties: { Handler: 'index.reconcile' } }));
  expect(functions.map(({ Properties }) => Properties.Environment.Variables.HOSTED_ZONE_ID)).toEqual(hostedZoneIds);
});
