import { Token } from 'aws-cdk-lib/core';
import { shown } from './kind-of-value';
import { Fault } from './refuse';

/** The range of an option. */
export interface WholeNumbers {
  readonly least: number;
  readonly most: number;
  /** In the plural, such as `seconds`. */
  readonly unit: string;
}

/** Why a value is refused that is not a whole number within the range; one that is not known at synth is not. */
export function wholeNumberFault(option: string, value: number, { least, most, unit }: WholeNumbers): Fault {
  if (Token.isUnresolved(value)) return undefined;
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  return `${option} must be a whole number of ${unit} from ${least} to ${most}, got: ${shown(value)}`;
}
