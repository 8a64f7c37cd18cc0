import { createHash } from 'node:crypto';
import { evaluate } from './intrinsics';
import { Existing, Properties, ResourceContext, Services } from './resource-type';
import { isCustom, resourceType } from './resource-types';
import { CustomResourceFailure } from './resources/custom-resource';
import { Stack, StackResource } from './stack';
import { StackScope } from './stack-scope';
import { Template } from './template';

/** What is done to single resources of one stack, with the events that tell of it. */
export class StackOperations {
  constructor(
    private readonly services: Services,
    readonly stack: Stack,
    private readonly template: Template,
    private readonly scope: StackScope,
    private readonly count: () => number,
  ) {}

  isCustom(id: string) {
    return isCustom(this.template.Resources[id].Type);
  }

  wanted(id: string): Properties {
    return evaluate(this.template.Resources[id].Properties ?? {}, this.scope) as Properties;
  }

  /** Makes the resource. If a custom resource fails, what is to be deleted stays in the stack. */
  async create(id: string, isCancelled: () => boolean, reason?: string) {
    const { Type: type } = this.template.Resources[id];
    this.stack.note(id, reason ? 'UPDATE_IN_PROGRESS' : 'CREATE_IN_PROGRESS', { reason });
    try {
      const properties = this.wanted(id);
      const existing = await this.creation(id, type, properties);
      if (isCancelled()) return;
      this.keep(id, existing, properties);
      this.stack.note(id, reason ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE', { physicalId: existing.physicalId });
    } catch (error) {
      if (isCancelled()) return;
      this.stack.note(id, reason ? 'UPDATE_FAILED' : 'CREATE_FAILED', { reason: (error as Error).message });
      throw error;
    }
  }

  /** Changes the resource in place; a custom resource may answer with another one. */
  async update(current: StackResource, properties: Properties, isCancelled: () => boolean) {
    const { logicalId: id, type } = current;
    this.stack.note(id, 'UPDATE_IN_PROGRESS', { physicalId: current.physicalId });
    try {
      const { update } = resourceType(type);
      if (!update) throw new Error(`the simulator does not model an update of ${type}`);
      const existing = await update(current, properties, current.properties, this.context(id, type));
      if (isCancelled()) return;
      this.keep(id, existing, properties);
      this.stack.note(id, 'UPDATE_COMPLETE', { physicalId: existing.physicalId });
    } catch (error) {
      if (isCancelled()) return;
      this.stack.note(id, 'UPDATE_FAILED', { reason: (error as Error).message });
      throw error;
    }
  }

  /** Deletes the resource, which need not be the stack's current one of that name. */
  async delete(resource: StackResource, policy: string) {
    const { logicalId: id, type, physicalId } = resource;
    if (policy === 'Retain') {
      this.stack.note(id, 'DELETE_SKIPPED', { physicalId });
    } else {
      this.stack.note(id, 'DELETE_IN_PROGRESS', { physicalId });
      try {
        await resourceType(type).delete(resource, resource.properties, this.context(id, type));
      } catch (error) {
        this.stack.note(id, 'DELETE_FAILED', { physicalId, reason: (error as Error).message });
        throw error;
      }
      this.stack.note(id, 'DELETE_COMPLETE', { physicalId });
    }
    if (this.stack.resources.get(id) === resource) this.stack.resources.delete(id);
  }

  /** A custom resource that is still under way when another resource failed: it goes by an invented id from now on. */
  cancelCreation(id: string) {
    // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1814
    this.stack.note(id, 'CREATE_FAILED', { reason: 'Resource creation cancelled' });
    const { physicalName } = this.context(id, this.template.Resources[id].Type);
    this.keep(id, { physicalId: physicalName(128), attributes: {} }, this.wanted(id));
  }

  /** Brings what the template says of the resource itself up to date. */
  keep(id: string, { physicalId, attributes }: Existing, properties: Properties) {
    const { Type: type, DeletionPolicy: deletionPolicy = 'Delete', UpdateReplacePolicy: updateReplacePolicy = 'Delete' } = this.template.Resources[id];
    this.stack.resources.set(id, { logicalId: id, type, physicalId, attributes, properties, deletionPolicy, updateReplacePolicy });
  }

  private async creation(id: string, type: string, properties: Properties) {
    try {
      return await resourceType(type).create(properties, this.context(id, type));
    } catch (error) {
      if (error instanceof CustomResourceFailure) this.keep(id, { physicalId: error.physicalId, attributes: {} }, properties);
      throw error;
    }
  }

  private context(logicalId: string, type: string): ResourceContext {
    const { id: stackId, name: stackName, assets } = this.stack;
    return {
      services: this.services,
      stackId,
      stackName,
      logicalId,
      type,
      assets,
      physicalName: (maximumLength) => {
        const unique = BigInt(`0x${createHash('sha256').update(`${stackId} ${logicalId} ${this.count()}`).digest('hex')}`).toString(36).slice(0, 12).toUpperCase();
        return `${`${stackName}-${logicalId}`.slice(0, maximumLength - 13)}-${unique}`;
      },
      newRequestId: () => `00000000-0000-4000-c000-${String(this.count()).padStart(12, '0')}`,
    };
  }
}
