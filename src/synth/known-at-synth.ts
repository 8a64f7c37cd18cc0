import { Token } from 'aws-cdk-lib/core';

/** Throws when the value is a token: permissions and logical ids are made of it. */
export function checkKnown(option: string, value: string | number) {
  if (Token.isUnresolved(value)) throw new Error(`${option} must be known at synth, got: a token; write it out`);
}

/** Two values that are known and differ. */
export function differ(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}
