import { Template } from 'aws-cdk-lib/assertions';
import { CfnResource, RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { givenNames, givenStack, onlyResource, refusalsAtSynth } from '../given';

const CLAIM = 'Custom::ReplicaEndpointDns';
const REMEDY = 'to leave names in the zone use removalPolicy, '
  + "and keep what sets policies from the claim: excludeResourceTypes: ['Custom::ReplicaEndpointDns']";

describe('a claim that CloudFormation would never ask to be released is refused', () => {
  test.each<[string, (stack: Stack) => void, string]>([
    ['an aspect retains all of the stack', (stack) => RemovalPolicies.of(stack).retain(), 'DeletionPolicy Retain'],
    ['an aspect retains what was deployed', (stack) => RemovalPolicies.of(stack).retainOnUpdateOrDelete(), 'DeletionPolicy RetainExceptOnCreate'],
    ['an override retains it', (stack) => claim(stack).addOverride('DeletionPolicy', 'Retain'), 'DeletionPolicy Retain'],
    ['it is retained when it is replaced', (stack) => claim(stack).addOverride('UpdateReplacePolicy', 'Retain'), 'UpdateReplacePolicy Retain'],
  ])('when %s', (_, change, got) => {
    for (const removalPolicy of [undefined, RemovalPolicy.RETAIN]) {
      const stack = givenStack();
      givenNames(stack, { removalPolicy });
      change(stack);
      expect(refusalsAtSynth(stack)).toEqual([`the claim of names must be released when it goes, got: ${got} at ${claim(stack).node.scope!.node.path}; ${REMEDY}`]);
    }
  });
});

describe('a claim that is released is taken', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['an aspect destroys all of the stack', (stack) => RemovalPolicies.of(stack).destroy()],
    ['an aspect retains all of the stack but claims', (stack) => RemovalPolicies.of(stack).retain({ excludeResourceTypes: [CLAIM] })],
    ['it has no policy, which is the same as Delete', (stack) => claim(stack).addOverride('DeletionPolicy', undefined)],
  ])('when %s', (_, change) => {
    const stack = givenStack();
    givenNames(stack);
    change(stack);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('and nothing is retained when that is not asked for, or said in so many words', () => {
    for (const removalPolicy of [undefined, RemovalPolicy.DESTROY]) {
      const stack = givenStack();
      givenNames(stack, { removalPolicy });
      Template.fromStack(stack).resourceCountIs(`${CLAIM}Retention`, 0);
      expect(JSON.stringify(onlyResource(stack, CLAIM).properties.Registration)).toContain('\\"retain\\":false');
    }
  });

  test('when its names are retained: another resource says so', () => {
    const stack = givenStack();
    givenNames(stack, { removalPolicy: RemovalPolicy.RETAIN });
    expect(onlyResource(stack, CLAIM, 'Claim').attributes).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(onlyResource(stack, `${CLAIM}Retention`).attributes).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate' });
  });
});

function claim(stack: Stack): CfnResource {
  return stack.node.findAll().find((construct) => CfnResource.isCfnResource(construct) && construct.cfnResourceType === CLAIM) as CfnResource;
}
