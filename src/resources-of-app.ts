import { isDeepStrictEqual } from 'node:util';
import { CfnResource, Stack } from 'aws-cdk-lib/core';

/** All resources of a type, in all stacks. */
export function resourcesOfApp(stack: Stack, type: string): CfnResource[] {
  const resources = stack.node.root.node.findAll().filter((construct) => CfnResource.isCfnResource(construct)) as CfnResource[];
  return resources.filter(({ cfnResourceType }) => cfnResourceType === type);
}

/** Whether a value in the template of the stack is a reference to the resource. */
export function refersTo(value: unknown, resource: CfnResource, stack: Stack): boolean {
  const reference = stack.resolve(resource.ref);
  // a plain Ref means a resource of the own stack. Until the app is prepared, it also stands for one of another stack.
  if (Stack.of(resource) !== stack && reference?.Ref === Stack.of(resource).resolve(resource.logicalId)) return false;
  return isDeepStrictEqual(value, reference);
}
