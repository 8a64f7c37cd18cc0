import { Existing, Properties } from './resource-type';
import { Template } from './template';

export interface StackResource extends Existing {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
}

export interface StackEvent {
  readonly at: number;
  /** The stack's own name for what happens to it as a whole. */
  readonly resource: string;
  readonly status: string;
  readonly reason?: string;
  readonly physicalId?: string;
}

export class Stack {
  readonly resources = new Map<string, StackResource>();
  readonly events: StackEvent[] = [];
  status = 'REVIEW_IN_PROGRESS';
  outputs: Record<string, unknown> = {};
  exports: Record<string, unknown> = {};
  /** The names it imports from other stacks. */
  imports: readonly string[] = [];
  template: Template = { Resources: {} };
  parameters: Readonly<Record<string, string>> = {};
  assets = '';

  constructor(readonly id: string, readonly name: string, private readonly now: () => number) {}

  /** Puts down what happens to a resource. */
  note(resource: string, status: string, { reason, physicalId }: { readonly reason?: string; readonly physicalId?: string } = {}) {
    this.events.push({ at: this.now(), resource, status, ...reason !== undefined && { reason }, ...physicalId !== undefined && { physicalId } });
  }

  /** Puts down what happens to the stack. */
  become(status: string, reason?: string) {
    this.status = status;
    this.note(this.name, status, { reason });
  }

  resource(logicalId: string): StackResource {
    const resource = this.resources.get(logicalId);
    if (!resource) throw new Error(`stack ${this.name} has no resource ${logicalId}, got: ${[...this.resources.keys()].join(', ')}`);
    return resource;
  }

  /** The resource of this type whose logical id contains this. */
  find(type: string, part = ''): StackResource {
    const found = [...this.resources.values()].filter((resource) => resource.type === type && resource.logicalId.includes(part));
    if (found.length !== 1) throw new Error(`one ${type} ${part} must be meant, got: ${found.map(({ logicalId }) => logicalId).join(', ') || 'none'}`);
    return found[0];
  }
}
