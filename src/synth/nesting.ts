import { Stack } from 'aws-cdk-lib/core';

/** The stack that is deployed when this one is. */
export function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

/** Whether a stack is, at any depth, nested in another one, or the same. */
export function isWithin(stack: Stack, outer: Stack): boolean {
  return stack === outer || (stack.nestedStackParent !== undefined && isWithin(stack.nestedStackParent, outer));
}

/** The innermost stack that both are nested in, or are; undefined when they are deployed apart. */
export function commonStack(one: Stack, other: Stack): Stack | undefined {
  if (isWithin(one, other)) return other;
  return other.nestedStackParent && commonStack(one, other.nestedStackParent);
}
