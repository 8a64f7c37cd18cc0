import { dependants, dependencies } from './dependency-order';
import { Properties } from './resource-type';
import { isCustom, resourceType } from './resource-types';
import { CustomResourceFailure } from './resources/custom-resource';
import { Stack, StackResource } from './stack';
import { Change, Update } from './stack-changes';
import { attempt } from './stack-creation';
import { cleanUp } from './stack-deletion';
import { StackOperations } from './stack-operations';
import { rollBackUpdate } from './stack-update-rollback';
import { Template } from './template';
import { walkAll, walkUntilFailure } from './walk';

/** Creates and changes first; what is replaced or no longer wanted is deleted at the end, when all else succeeded. */
export async function updateStack(update: Update) {
  const { stack, template, operations, previous, finish } = update;
  stack.become('UPDATE_IN_PROGRESS');
  stack.template = template;
  const changes: Change[] = [];
  const failure = await walkUntilFailure(dependencies(template), (id) => operations.isCustom(id), async (id, isCancelled) =>
    updateResource(stack, id, template, operations, changes, isCancelled));
  for (const id of failure?.cancelled ?? []) cancel(stack, id, operations, changes);
  const problem = failure ? `${failure.id}: ${failure.error.message}` : attempt(finish);
  if (problem !== undefined) {
    await rollBackUpdate(update, changes, problem, failure && [failure.id, ...failure.cancelled]);
    return;
  }

  stack.become('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await walkAll(dependants(dependencies(previous.template)), async (id) => {
    for (const { before, kind } of changes) if (before?.logicalId === id && kind === 'replaced') await cleanUp(before, before.updateReplacePolicy, operations);
    const resource = stack.resources.get(id);
    if (resource && !(id in template.Resources)) await cleanUp(resource, resource.deletionPolicy, operations);
  });
  for (const id of stack.resources.keys()) if (!(id in template.Resources)) stack.resources.delete(id);
  stack.become('UPDATE_COMPLETE');
}

async function updateResource(
  stack: Stack, id: string, template: Template, operations: StackOperations, changes: Change[], isCancelled: () => boolean,
) {
  const before = stack.resources.get(id);
  if (!before) {
    changes.push({ kind: 'created', id });
    await operations.create(id, isCancelled);
    return;
  }
  if (before.type !== template.Resources[id].Type) throw new Error(`Update of resource type is not permitted. The new template modifies resource type of the following resources: [${id}]`);
  const properties = operations.wanted(id);
  const changed = changedKeys(before.properties, properties);
  if (changed.length === 0) {
    operations.keep(id, before, properties);
    return;
  }
  const change: Change = { kind: 'updated', id, before };
  changes.push(change);
  if (changed.some((key) => resourceType(before.type).replacedBy?.includes(key))) {
    change.kind = 'replaced';
    await operations.create(id, isCancelled, 'Requested update requires the creation of a new physical resource; hence creating one.');
  } else {
    await operations.update(before, properties, isCancelled).catch((error: Error) => {
      change.madeInVain = madeInVain(error, before);
      throw error;
    });
  }
  if (stack.resource(id).physicalId !== before.physicalId && isCustom(before.type)) change.kind = 'replaced';
}

function changedKeys(before: Properties, after: Properties) {
  return Object.keys({ ...before, ...after }).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function madeInVain(error: Error, before: StackResource): StackResource | undefined {
  return error instanceof CustomResourceFailure && error.physicalId !== before.physicalId ? { ...before, physicalId: error.physicalId } : undefined;
}

function cancel(stack: Stack, id: string, operations: StackOperations, changes: readonly Change[]) {
  if (changes.some((change) => change.id === id && change.kind === 'created')) operations.cancelCreation(id);
  else stack.note(id, 'UPDATE_FAILED', { reason: 'Resource update cancelled' });
}
