import { Token } from 'aws-cdk-lib/core';
import { Fault } from './refuse';

/** Why a token is refused of which permissions or logical ids are made. */
export function unknownFault(option: string, value: string | number): Fault {
  return Token.isUnresolved(value) ? `${option} must be known at synth, got: a token; write it out` : undefined;
}

/** Two values that are known and differ. */
export function differ(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}
