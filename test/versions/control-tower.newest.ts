import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { App, Stack } from 'aws-cdk-lib/core';
import { ZoneReconciler, ZoneReconcilerProps } from '../../src';
import { givenNames, givenStack, givenZone } from '../given';
import { everyOption } from '../policies/given-checked-stack';

describe("AWS Control Tower's proactive controls", () => {
  test('find nothing when both functions are in a VPC and the log group is encrypted', async () => {
    expect(await found(stackOf({ claimsFunctionInVpc: true }))).toEqual([]);
  });

  test('want the function that serves CloudFormation in the VPC too', async () => {
    expect(await found(stackOf())).toEqual(['lambda_inside_vpc_check']);
  });

  test('want a queue to have dead letters, or to say that it is for those of others', async () => {
    const stack = stackOf({ claimsFunctionInVpc: true });
    new CfnQueue(stack, 'Plain', { sqsManagedSseEnabled: true });
    expect(await found(stack)).toEqual(['sqs_dlq_check']);
  });
});

/** Names without a group or a topic of ours to have anything to say about. */
function stackOf(props: Partial<ZoneReconcilerProps> = {}): Stack {
  const stack = givenStack();
  const hostedZone = givenZone(stack);
  const reconciler = new ZoneReconciler(stack, 'Writer', { hostedZone, ...everyOption(stack), ...props });
  givenNames(stack, { hostedZone, reconciler });
  return stack;
}

/** The names of the rules that are broken. */
async function found(stack: Stack): Promise<string[]> {
  const { directory } = (stack.node.root as App).synth();
  const templatePaths = readdirSync(directory).filter((file) => file.endsWith('.template.json')).map((file) => join(directory, file));
  const { violations } = await new CfnGuardValidator().validate({ templatePaths });
  return violations.map(({ ruleName }) => ruleName).sort();
}
