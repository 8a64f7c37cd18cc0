import { dependants, dependencies } from './dependency-order';
import { isCustom } from './resource-types';
import { StackResource } from './stack';
import { Change, Update } from './stack-changes';
import { cleanUp } from './stack-deletion';
import { walkAll } from './walk';

/** Gives every resource its old properties back, then deletes what the update made. */
export async function rollBackUpdate(
  update: Update,
  changes: readonly Change[],
  problem: string,
  failed: readonly string[] | undefined,
): Promise<never> {
  const { stack, template, previous } = update;
  stack.become('UPDATE_ROLLBACK_IN_PROGRESS', failed && `The following resource(s) failed to update: [${failed.join(', ')}].`);
  const leftovers: StackResource[] = [];
  const failures = await walkAll(dependencies(previous.template), async (id) => {
    const change = changes.find((candidate) => candidate.id === id && candidate.before);
    if (change) await restore(update, change, leftovers);
  });
  if (failures.length > 0) {
    stack.become('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${failures.map(({ id }) => id).join(', ')}].`);
    throw new Error(`stack ${stack.name} is UPDATE_ROLLBACK_FAILED: ${problem}; and then ${failures[0].id}: ${failures[0].error.message}`);
  }

  stack.become('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  const created = changes.flatMap(({ kind, id }) => (kind === 'created' && stack.resources.has(id) ? [stack.resource(id)] : []));
  await walkAll(dependants(dependencies(template)), async (id) => {
    for (const resource of [...leftovers, ...created]) if (resource.logicalId === id) await cleanUp(resource, 'Delete', update.operations);
  });
  for (const { logicalId } of created) stack.resources.delete(logicalId);
  stack.template = previous.template;
  stack.become('UPDATE_ROLLBACK_COMPLETE');
  throw new Error(`stack ${stack.name} is UPDATE_ROLLBACK_COMPLETE: ${problem}`);
}

async function restore({ stack, previous, replacementRollback }: Update, { id, before, kind, madeInVain }: Change, leftovers: StackResource[]) {
  // the old resource heard of nothing: the failed update was about another one.
  if (madeInVain) {
    leftovers.push(madeInVain);
    return;
  }
  const current = stack.resource(id);
  const isReplaced = kind === 'replaced' && current.physicalId !== before!.physicalId;
  if (isReplaced && !(isCustom(before!.type) && replacementRollback === 'update')) {
    leftovers.push(current);
    stack.resources.set(id, before!);
    stack.note(id, 'UPDATE_COMPLETE', { physicalId: before!.physicalId });
    return;
  }
  if (kind === 'replaced' && !isReplaced) return;
  await previous.operations.update(current, before!.properties, () => false);
  if (stack.resource(id).physicalId !== current.physicalId) leftovers.push(current);
}
