import { dependants, dependencies } from './dependency-order';
import { Stack, StackResource } from './stack';
import { StackOperations } from './stack-operations';
import { Template } from './template';
import { walkAll } from './walk';

/** Deletes all resources, each after those that use it. */
export async function deleteStack(stack: Stack, operations: StackOperations) {
  stack.become('DELETE_IN_PROGRESS');
  const failures = await deleteResources(stack, stack.template, operations, false);
  if (failures.length > 0) {
    stack.become('DELETE_FAILED', `The following resource(s) failed to delete: [${failures.map(({ id }) => id).join(', ')}].`);
    throw new Error(`stack ${stack.name} is DELETE_FAILED: ${failures[0].id}: ${failures[0].error.message}`);
  }
  stack.become('DELETE_COMPLETE');
}

/** `RetainExceptOnCreate` keeps nothing when a stack's creation is rolled back. */
export async function deleteResources(stack: Stack, template: Template, operations: StackOperations, isRollbackOfCreation: boolean) {
  return walkAll(dependants(dependencies(template)), async (id) => {
    const resource = stack.resources.get(id);
    if (!resource) return;
    const { deletionPolicy } = resource;
    const isKept = deletionPolicy === 'Retain' || deletionPolicy === 'RetainExceptOnCreate' && !isRollbackOfCreation;
    await operations.delete(resource, isKept ? 'Retain' : 'Delete');
  });
}

/** A clean-up that fails is an event, and nothing else: the resource is left behind. */
export async function cleanUp(resource: StackResource, policy: string, operations: StackOperations) {
  await operations.delete(resource, policy === 'RetainExceptOnCreate' ? 'Retain' : policy).catch(() => {});
}
