import { isDeepStrictEqual } from 'node:util';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** All resources of a type, in all stacks. */
export function resourcesOfApp(stack: Stack, type: string): CfnResource[] {
  const found: CfnResource[] = [];
  const visit = (construct: IConstruct) => {
    if (CfnResource.isCfnResource(construct) && construct.cfnResourceType === type) found.push(construct);
    construct.node.children.forEach(visit);
  };
  visit(stack.node.root);
  return found;
}

/** Whether a value in the template of the stack is a reference to the resource. */
export function refersTo(value: unknown, resource: CfnResource, stack: Stack): boolean {
  const reference = stack.resolve(resource.ref);
  // a plain Ref means a resource of the own stack. Until the app is prepared, it also stands for one of another stack.
  if (Stack.of(resource) !== stack && reference?.Ref === Stack.of(resource).resolve(resource.logicalId)) return false;
  return isDeepStrictEqual(value, reference);
}
