import { IConstruct } from 'constructs';
import { awaitsLookUps } from './look-ups';

/** A reason to refuse something, if there is one. */
export type Fault = string | undefined;

/** Throws the first of the faults, if there is one, unless it may be that of a dummy. */
export function refuse(scope: IConstruct, ...faults: Fault[]) {
  const [fault] = whatHolds(scope, faults);
  if (fault) throw new Error(fault);
}

/** Throws the first of the faults, which no dummy could have, if there is one. */
export function refuseAlways(...faults: Fault[]) {
  const found = faults.find((fault) => fault !== undefined);
  if (found) throw new Error(found);
}

/** The faults that are none of a dummy. */
export function whatHolds(scope: IConstruct, faults: Fault[]): string[] {
  const found = faults.filter((fault) => fault !== undefined);
  return found.length > 0 && awaitsLookUps(scope) ? [] : found;
}
