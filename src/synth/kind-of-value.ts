import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Fault } from './refuse';

/** What an option takes. */
export interface Kind {
  /** With its article, such as `a topic`. */
  readonly name: string;
  /** What to pass, such as `use a Topic`. */
  readonly remedy: string;
  isOne(value: unknown): boolean;
}

/** Why a value is refused that is of another kind. TypeScript and jsii refuse it themselves; JavaScript does not. */
export function kindFault(option: string, value: unknown, { name, remedy, isOne }: Kind): Fault {
  return isOne(value) ? undefined : `${option} must be ${name}, got: ${shown(value)}; ${remedy}`;
}

/** Whether it is an object that has, or inherits, all of these members. */
export function hasMembers(value: unknown, ...members: string[]): boolean {
  return typeof value === 'object' && value !== null && members.every((member) => member in value);
}

/** A value as it was written, as far as there is a short word for it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Construct.isConstruct(value)) return CfnResource.isCfnResource(value) ? `${value.node.path} of the type ${value.cfnResourceType}` : value.node.path;
  return typeof value === 'object' && value !== null ? `an object with ${Object.keys(value).join(', ') || 'nothing in it'}` : String(value);
}
