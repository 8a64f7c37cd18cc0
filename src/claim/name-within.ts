import { CustomResource, Lazy, Stack } from 'aws-cdk-lib/core';
import { ZONE_ATTRIBUTE } from '../reconciler/settings';
import { outermost } from '../synth/nesting';

/**
 * A name that whatever uses it waits for, in CloudFormation, until it exists.
 *
 * In the stack of the claim, and in the stacks nested there, it is made of an attribute of the claim. In another stack it is a plain text, and that stack depends
 * on the claim's: an export would carry the claim's logical id, and CloudFormation would not let the claim be replaced while another stack imports it.
 */
export function nameWithin(claim: CustomResource, zoneName: string, nameIn: (zoneName: string) => string): string {
  return Lazy.uncachedString({
    produce: ({ scope }) => {
      const [own, other] = [claim, scope].map((each) => outermost(Stack.of(each)));
      if (own === other) return nameIn(claim.getAttString(ZONE_ATTRIBUTE));
      dependOn(other, own);
      return nameIn(zoneName);
    },
  });
}

/** Newer versions call it `addStackDependency`, which the floor does not have yet. */
function dependOn(stack: Stack & { readonly addStackDependency?: Stack['addDependency'] }, target: Stack) {
  if (stack.addStackDependency) stack.addStackDependency(target, 'names of replicas');
  else stack.addDependency(target, 'names of replicas');
}
