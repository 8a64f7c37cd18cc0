import { ServedZone, Templated } from './calls';
import { Choices } from './choices';
import { Disturbances } from './disturbances';
import { ModelStack, Rules } from './model-stack';

/** `Shop again` is another stack of the same name, made when the first one is gone; `Other` has another name. */
const STACKS = { 'Shop': 'Shop/00000001', 'Shop again': 'Shop/00000002', 'Other': 'Other/00000003' } as const;

/** What happens to a stack: it is deployed with a template, its claim moves without a call, or it is destroyed. */
export interface Step {
  readonly stack: keyof typeof STACKS;
  readonly template?: Templated;
  readonly movesTo?: { readonly stack: keyof typeof STACKS; readonly resource: string };
}

export interface Explored extends Rules {
  readonly zone: () => ServedZone;
  /** By prefix, what is in the zone that no claim holds, and what comes back when none holds it any more. */
  readonly found?: Readonly<Record<string, string>>;
}

/** All runs of these steps, with all that may go wrong in them; how many there were. */
export async function explore(steps: readonly Step[], explored: Explored): Promise<number> {
  const choices = new Choices();
  let runs = 0;
  do {
    await new Run(explored, choices).through(steps);
    runs += 1;
  } while (choices.next());
  return runs;
}

/**
 * One run, and what holds in it:
 *
 * - a name of the template that stands resolves at every moment;
 * - when a deployment is over, the zone has what the templates that stand say, and nothing else, unless a Delete was given up, a rollback skipped, or a failure kept;
 * - a deployment in which nothing goes wrong succeeds, unless the names are another stack's;
 * - what a Delete that was given up leaves goes when the same resource is created again for that prefix, or when it is released by hand; so does what a request made
 *   that was not heard and not rolled back;
 * - when all stacks are gone, nothing is left but what was found, and what was retained.
 */
class Run {
  private readonly told: string[] = [];
  private readonly zone: ServedZone;
  private readonly disturbances: Disturbances;
  private readonly stacks: ReadonlyMap<Step['stack'], ModelStack>;
  /** What is there, or comes back, where nobody holds a name. */
  private readonly atRest: Map<string, string>;

  constructor(explored: Explored, choices: Choices) {
    const { zone, disturbances, found = {} } = explored;
    this.atRest = new Map(Object.entries(found));
    this.zone = zone();
    this.disturbances = new Disturbances(disturbances, choices);
    const clock = { at: 0 };
    const watch = async () => {
      await this.zone.pass();
      this.seeNamesResolve();
    };
    this.stacks = new Map(Object.entries(STACKS).map(([name, id]) => [
      name as Step['stack'], new ModelStack(this.zone, choices, explored, id, this.disturbances, this.told, watch, clock),
    ]));
  }

  async through(steps: readonly Step[]): Promise<void> {
    for (const { stack, template, movesTo } of steps) {
      if (movesTo !== undefined) this.stack(stack).moveTo(this.stack(movesTo.stack), movesTo.resource);
      else if (template !== undefined) await this.deploy(this.stack(stack), template);
      else await this.destroy(this.stack(stack));
      await this.zone.pass();
      this.seeWhatStands();
    }
    for (const stack of this.stacks.values()) await this.destroy(stack);
    const left = this.all().some(({ hasUnknown }) => hasUnknown) ? this.zone.holders() : this.forgotten().map(({ id }) => id);
    for (const id of left) await this.release(id);
    const right = this.right();
    if (this.zone.told() !== right) this.fail(`the zone still holds '${this.zone.told()}', not '${right}'`);
  }

  private async destroy(stack: ModelStack): Promise<void> {
    const { stable } = stack;
    if (stable?.retain) this.atRest.set(stable.prefix, `${stable.prefix}: ${stable.count} names of `);
    await stack.destroy();
  }

  /** What the templates that stand say, and what is there besides. */
  private right(): string {
    const standing = this.all().flatMap(({ stable }) => stable ?? []);
    const others = [...this.atRest].filter(([prefix]) => !standing.some((each) => each.prefix === prefix)).map(([, text]) => text);
    return [...standing.map(({ prefix, count }) => `${prefix}: ${count} names of ${count}`), ...others].sort().join(', ');
  }

  private async deploy(stack: ModelStack, template: Templated): Promise<void> {
    const before = this.disturbances.count;
    const { stable, isKept } = stack;
    const others = this.all().filter((other) => other !== stack);
    const isAnothers = others.some((other) => other.isKept || other.isSkipped || other.stable?.prefix === template.prefix);
    const isFound = this.atRest.has(template.prefix) && template.adopt !== true;
    const done = await stack.deploy(template);
    if (before !== this.disturbances.count) return;
    if (!done && !isAnothers && !isFound && !isKept && this.forgotten().length === 0) this.fail('a deployment failed without a reason');
    if (!done || stable !== undefined || isKept) return;
    const itsOwn = stack.forgotten.filter(({ resource, prefix }) => resource === template.resource && prefix === template.prefix);
    const left = itsOwn.find(({ id }) => this.zone.holders().includes(id));
    if (left) this.fail(`${left.id} still holds names`);
  }

  private seeNamesResolve(): void {
    for (const { stable } of this.all()) {
      if (stable !== undefined && this.zone.names(stable.prefix) < stable.count) this.fail(`${stable.prefix} has ${this.zone.names(stable.prefix)} names of ${stable.count}`);
    }
  }

  private seeWhatStands(): void {
    this.seeNamesResolve();
    if (this.forgotten().length > 0 || this.all().some(({ isKept, isSkipped, hasUnknown }) => isKept || isSkipped || hasUnknown)) return;
    const right = this.right();
    if (this.zone.told() !== right) this.fail(`the zone holds '${this.zone.told()}', not '${right}'`);
  }

  /** By hand, by a physical id alone. */
  private async release(id: string): Promise<void> {
    const call = { type: 'Delete', of: 'claim', stack: '', resource: '', registered: { prefix: '', count: 0, retain: true }, requestId: 'by hand', at: Infinity } as const;
    await this.zone.serve({ ...call, id }, 'done');
    this.told.push(`${id} is released by hand; ${this.zone.told()}`);
  }

  private forgotten() {
    return this.all().flatMap(({ forgotten }) => forgotten);
  }

  private all(): readonly ModelStack[] {
    return [...this.stacks.values()];
  }

  private stack(name: Step['stack']): ModelStack {
    return this.stacks.get(name)!;
  }

  private fail(what: string): never {
    throw new Error(`${what}\n${this.told.join('\n')}`);
  }
}
