import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/**
 * Whether CDK is to look something up once this synth is over. Until then each value may be the dummy that stands in for an answer, or be made of one, and
 * an app that is refused never tells CDK what to look up. Such a synth is not deployed: the CDK CLI synthesizes again with the answers.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
 */
export function awaitsLookUps(scope: IConstruct): boolean {
  // CDK tells what is missing in the cloud assembly, which is too late; until then, each stack keeps what was asked for in it.
  return scope.node.root.node.findAll().some((construct) => Stack.isStack(construct) && missingIn(construct).length > 0);
}

function missingIn(stack: Stack): unknown[] {
  const { _missingContext: missing } = stack as unknown as { readonly _missingContext?: unknown[] };
  return missing ?? [];
}
