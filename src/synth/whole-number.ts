import { Token } from 'aws-cdk-lib/core';

/** The range of an option. */
export interface WholeNumbers {
  readonly least: number;
  readonly most: number;
  /** In the plural, such as `seconds`. */
  readonly unit: string;
}

/** Throws unless the value is a whole number within the range, or not known at synth. */
export function checkWholeNumber(option: string, value: number, { least, most, unit }: WholeNumbers) {
  if (Token.isUnresolved(value)) return;
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new Error(`${option} must be a whole number of ${unit} from ${least} to ${most}, got: ${value}`);
}
