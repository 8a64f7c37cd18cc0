import { dependencies } from './dependency-order';
import { Stack } from './stack';
import { deleteResources } from './stack-deletion';
import { StackOperations } from './stack-operations';
import { Template } from './template';
import { walkUntilFailure } from './walk';

/** Makes all resources, or none: after a failure what was made is deleted again. */
export async function createStack(stack: Stack, template: Template, operations: StackOperations, finish: () => void) {
  stack.become('CREATE_IN_PROGRESS');
  stack.template = template;
  const isCancellable = (id: string) => operations.isCustom(id);
  const failure = await walkUntilFailure(dependencies(template), isCancellable, async (id, isCancelled) => operations.create(id, isCancelled));
  for (const id of failure?.cancelled ?? []) operations.cancelCreation(id);
  const problem = failure ? `${failure.id}: ${failure.error.message}` : attempt(finish);
  if (problem === undefined) {
    stack.become('CREATE_COMPLETE');
    return;
  }
  stack.become('ROLLBACK_IN_PROGRESS', failure && `The following resource(s) failed to create: [${[failure.id, ...failure.cancelled].join(', ')}]. Rollback requested by user.`);
  const undeleted = await deleteResources(stack, template, operations, true);
  stack.become(undeleted.length > 0 ? 'ROLLBACK_FAILED' : 'ROLLBACK_COMPLETE');
  const left = undeleted.map(({ id, error }) => `; and then ${id} could not be deleted: ${error.message}`).join('');
  throw new Error(`stack ${stack.name} is ${stack.status}: ${problem}${left}`);
}

/** What went wrong, if anything did. */
export function attempt(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
