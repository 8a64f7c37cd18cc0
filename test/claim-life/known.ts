import { Call, Templated } from './calls';

/** A claim as CloudFormation knows it. */
export interface Known extends Templated {
  readonly id: string;
  /** The physical id of the resource that lets its names be retained. */
  readonly retention?: string;
  /** The call that failed, where that was kept. */
  readonly failed?: Call['type'];
}

/** Whether a template asks for what is there. */
export function isSame(one: Known, other: Templated): boolean {
  return one.failed === undefined && (['prefix', 'count', 'retain', 'adopt'] as const).every((key) => one[key] === other[key]);
}
