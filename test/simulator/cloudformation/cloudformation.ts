import { dependencies, sorted } from './dependency-order';
import { evaluate } from './intrinsics';
import { checkShape, Services } from './resource-type';
import { resourceType } from './resource-types';
import { Stack } from './stack';
import { createStack } from './stack-creation';
import { deleteStack } from './stack-deletion';
import { StackOperations } from './stack-operations';
import { StackScope } from './stack-scope';
import { updateStack } from './stack-update';
import { checkTemplate, Template } from './template';

export interface DeployOptions {
  /** Where the staged assets lie: the cloud assembly. */
  readonly assets?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Deploys templates as they were synthesized. */
export class CloudFormation {
  /**
   * What a custom resource hears when the rollback of an update takes its replacement back: an update with the old properties, or nothing.
   * No page says; a story about it should be told both ways.
   */
  replacementRollback: 'update' | 'nothing' = 'update';
  private readonly stacks = new Map<string, Stack>();
  private counted = 0;

  constructor(private readonly services: Services) {}

  /** Creates the stack or updates it. Rejects with the first failed resource's reason, when the rollback is through. */
  async deploy(stackName: string, template: Template, options: DeployOptions = {}) {
    const existing = this.stacks.get(stackName);
    // what failed to be created can only be deleted; the CDK CLI does so before it deploys again.
    if (existing?.status === 'ROLLBACK_COMPLETE') this.stacks.delete(stackName);
    else if (existing) return this.update(stackName, template, options);
    check(template);
    const id = `arn:aws:cloudformation:${this.services.region}:${this.services.account}:stack/${stackName}/00000000-0000-4000-d000-${String(this.count()).padStart(12, '0')}`;
    const stack = new Stack(id, stackName, () => this.services.clock.now());
    this.configure(stack, options);
    this.stacks.set(stackName, stack);
    const { effective, operations, scope } = this.prepare(stack, template);
    await createStack(stack, effective, operations, () => this.finish(stack, effective, scope));
    return stack;
  }

  async update(stackName: string, template: Template, options: DeployOptions = {}) {
    check(template);
    const stack = this.stack(stackName);
    if (!/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(stack.status)) {
      throw new Error(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
    }
    const previous = { template: stack.template, operations: this.prepare(stack, stack.template).operations };
    this.configure(stack, options);
    const { effective, operations, scope } = this.prepare(stack, template);
    const finish = () => this.finish(stack, effective, scope);
    await updateStack({ stack, template: effective, operations, previous, replacementRollback: this.replacementRollback, finish });
    return stack;
  }

  async destroy(stackName: string) {
    const stack = this.stack(stackName);
    this.checkExportsUnused(stack, Object.keys(stack.exports));
    await deleteStack(stack, this.prepare(stack, stack.template).operations);
    this.stacks.delete(stackName);
    return stack;
  }

  /**
   * Gives resources of a stack other logical ids. They keep their physical ids, and hear nothing of it.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html
   */
  refactor(stackName: string, renamed: (logicalId: string) => string): void {
    const stack = this.stack(stackName);
    const ids = [...stack.resources.keys()].filter((id) => renamed(id) !== id);
    let text = JSON.stringify(stack.template);
    for (const id of ids) text = text.replaceAll(`"${id}"`, `"${renamed(id)}"`);
    stack.template = JSON.parse(text) as Template;
    const resources = [...stack.resources.values()];
    stack.resources.clear();
    for (const each of resources) stack.resources.set(renamed(each.logicalId), { ...each, logicalId: renamed(each.logicalId) });
  }

  stack(stackName: string): Stack {
    const stack = this.stacks.get(stackName);
    if (!stack) throw new Error(`Stack with id ${stackName} does not exist`);
    return stack;
  }

  private configure(stack: Stack, { assets, parameters }: DeployOptions) {
    if (assets !== undefined) stack.assets = assets;
    if (parameters !== undefined) stack.parameters = parameters;
  }

  private prepare(stack: Stack, template: Template) {
    const imports = new Set<string>();
    const scope = new StackScope(stack, template, {
      account: this.services.account,
      region: this.services.region,
      exported: (name) => {
        imports.add(name);
        stack.imports = [...imports];
        return this.exported(name);
      },
    });
    const effective = scope.effective();
    return { effective, scope, operations: new StackOperations(this.services, stack, effective, scope, () => this.count()) };
  }

  private finish(stack: Stack, template: Template, scope: StackScope) {
    const outputs = Object.entries(template.Outputs ?? {}).map(([id, { Value, Export }]) => ({
      id, value: evaluate(Value, scope), exportName: Export && String(evaluate(Export.Name, scope)),
    }));
    const exports = Object.fromEntries(outputs.filter(({ exportName }) => exportName).map(({ exportName, value }) => [exportName!, value]));
    this.checkExportsUnused(stack, Object.keys(stack.exports).filter((name) => exports[name] !== stack.exports[name]));
    stack.outputs = Object.fromEntries(outputs.map(({ id, value }) => [id, value]));
    stack.exports = exports;
  }

  private exported(name: string) {
    const exporter = [...this.stacks.values()].find((stack) => name in stack.exports);
    if (!exporter) throw new Error(`No export named ${name} found.`);
    return exporter.exports[name];
  }

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
  private checkExportsUnused(stack: Stack, names: readonly string[]) {
    for (const name of names) {
      const importers = [...this.stacks.values()].filter((other) => other !== stack && other.imports.includes(name));
      if (importers.length > 0) throw new Error(`Export ${name} cannot be deleted as it is in use by ${importers.map((importer) => importer.name).join(' and ')}`);
    }
  }

  private count() {
    this.counted += 1;
    return this.counted;
  }
}

function check(template: Template) {
  checkTemplate(template);
  for (const [id, { Type: type, Properties: properties }] of Object.entries(template.Resources)) {
    checkShape(type, properties, resourceType(type).shape);
    if (type.startsWith('Custom::') && !properties?.ServiceToken) throw new Error(`Template format error: ${id} needs a ServiceToken`);
  }
  sorted(dependencies(template));
}
