import { Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/**
 * What a value stands for, in words that stay the same from one synth to the next and can be part of a construct id: the value itself when it is
 * known, else the construct it refers to.
 */
export function identityOf(value: string, scope: IConstruct): string {
  if (!Token.isUnresolved(value)) return value;
  const target = referredConstruct(value);
  return target ? pathInStage(target) : JSON.stringify(Stack.of(scope).resolve(value));
}

/** Without the ids of its stages: the same stack has the same logical ids in each of them. */
export function pathInStage(construct: IConstruct): string {
  const stage = Stage.of(construct);
  const path = stage ? construct.node.path.slice(stage.node.path.length).replace(/^\//, '') : construct.node.path;
  return path.replace(/\/(Resource|Default)$/, '');
}

/** The construct that a token refers to. */
export function referredConstruct(value: string): IConstruct | undefined {
  const token = Tokenization.reverseString(value);
  return token.length === 1 && Reference.isReference(token.firstToken) ? token.firstToken.target : undefined;
}
