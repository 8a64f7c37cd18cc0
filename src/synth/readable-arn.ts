import { Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { awaitsLookUps } from './look-ups';

/** The ARN; while it may be the dummy of a look-up, which CDK could not take apart, one of the stack's account and Region that is like it. */
export function readableArn(scope: IConstruct, arn: string, service: string, resource: string): string {
  if (Token.isUnresolved(arn) || arn.startsWith('arn:') || !awaitsLookUps(scope)) return arn;
  const { account, region } = Stack.of(scope);
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}
