import { Stack, StackResource } from './stack';
import { StackOperations } from './stack-operations';
import { Template } from './template';

export interface Update {
  readonly stack: Stack;
  readonly template: Template;
  readonly operations: StackOperations;
  /** As the stack was before. */
  readonly previous: { readonly template: Template; readonly operations: StackOperations };
  /** What a custom resource hears of it when its replacement is rolled back. */
  readonly replacementRollback: 'update' | 'nothing';
  /** Works out the outputs. */
  readonly finish: () => void;
}

/** What an update did, or tried to do, to a resource. */
export interface Change {
  kind: 'created' | 'updated' | 'replaced';
  readonly id: string;
  readonly before?: StackResource;
  /** What a failed update of a custom resource named as the resource. */
  madeInVain?: StackResource;
}
