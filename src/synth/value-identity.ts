import { CfnResource, Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/**
 * What a value stands for, in words that stay the same from one synth to the next and can be part of a construct id: the value itself when it is
 * known, else the construct it refers to, and which of its attributes where these are values of any meaning.
 */
export function identityOf(value: string, scope: IConstruct): string {
  if (!Token.isUnresolved(value)) return value;
  const reference = referenceIn(value);
  if (!reference) return JSON.stringify(Stack.of(scope).resolve(value));
  const { target, displayName: attribute } = reference;
  // other resources have one identity, however they tell it: by Ref, or by an attribute such as TopicArn.
  return attribute !== 'Ref' && hasAttributesOfAnyMeaning(target, attribute) ? `${pathInStage(target)}.${attribute}` : pathInStage(target);
}

/** Without the ids of its stages: the same stack has the same logical ids in each of them. */
export function pathInStage(construct: IConstruct): string {
  const stage = Stage.of(construct);
  const path = stage ? construct.node.path.slice(stage.node.path.length).replace(/^\//, '') : construct.node.path;
  return path.replace(/\/(Resource|Default)$/, '');
}

/** The construct that a token refers to. */
export function referredConstruct(value: string): IConstruct | undefined {
  return referenceIn(value)?.target;
}

function referenceIn(value: string): Reference | undefined {
  const { length, firstToken } = Tokenization.reverseString(value);
  return length === 1 && Reference.isReference(firstToken) ? firstToken : undefined;
}

/** A custom resource may tell of several topics, zones or functions; so may a nested stack or a provisioned product, by its outputs. */
function hasAttributesOfAnyMeaning(target: IConstruct, attribute: string): boolean {
  if (!CfnResource.isCfnResource(target)) return false;
  return attribute.startsWith('Outputs.') || /^(Custom::|AWS::CloudFormation::CustomResource$)/.test(target.cfnResourceType);
}
