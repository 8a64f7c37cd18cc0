import { Choices } from './choices';
import { Answer, Call, ModelZone, Registered } from './model-zone';

/** One claim of a template: its logical id and what it registers. */
export interface Templated extends Registered {
  readonly resource: string;
}

export interface Rules {
  /** What a resource that was replaced hears of the rollback before the Delete of its replacement; no page says. */
  readonly rollback: 'update' | 'update, and the old id stands' | 'nothing';
  /** So many calls and deployments go wrong. */
  readonly disturbances: number;
}

const FATES = [
  'done', 'fails before its write', 'fails after its write', 'is not heard, before its write', 'is not heard, after its write', 'is served twice',
  'is served after an earlier call came again',
] as const;

/**
 * CloudFormation as its documentation and its users' reports tell of it: which calls a custom resource hears, with which ids, when a stack is created,
 * changed, rolled back and deleted.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
 */
export class ModelStack {
  /** The stack as it stands. */
  current?: Templated & { readonly id: string };
  readonly told: string[] = [];
  private disturbances: number;
  private requests = 0;
  private readonly calls: Call[] = [];

  constructor(
    private readonly zone: ModelZone, private readonly choices: Choices, private readonly rules: Rules, readonly id: string,
    private readonly watch: (what: string) => void,
  ) {
    this.disturbances = rules.disturbances;
  }

  /** Whether it succeeded; otherwise it was rolled back. */
  deploy(wanted: Templated): boolean {
    this.told.push(`${this.id} deploys ${JSON.stringify(wanted)}`);
    const before = this.current;
    if (before === undefined) return this.create(wanted);
    if (before.resource !== wanted.resource) return this.replaceResource(before, wanted);
    if (before.prefix === wanted.prefix && before.count === wanted.count) return true;
    return this.update(before, wanted);
  }

  destroy(): void {
    this.told.push(`${this.id} is destroyed`);
    if (this.current) this.delete(this.current);
    this.current = undefined;
  }

  private create(wanted: Templated): boolean {
    const answer = this.call('Create', wanted, undefined);
    if (answer?.status === 'SUCCESS' && !this.fails()) {
      this.current = { ...wanted, id: answer.id };
      return true;
    }
    this.delete({ ...wanted, id: answer?.id ?? `made-up-${this.requests}` });
    return false;
  }

  private replaceResource(before: Templated & { readonly id: string }, wanted: Templated): boolean {
    if (!this.create(wanted)) {
      this.current = before;
      return false;
    }
    this.watch('succeeded');
    this.delete(before);
    return true;
  }

  private update(before: Templated & { readonly id: string }, wanted: Templated): boolean {
    const answer = this.call('Update', wanted, before.id);
    if (answer?.status === 'SUCCESS' && !this.fails()) {
      this.current = { ...wanted, id: answer.id };
      this.watch('succeeded');
      if (answer.id !== before.id) this.delete(before);
      return true;
    }
    this.rollBack(before, wanted, answer?.id ?? before.id, answer?.status === 'SUCCESS');
    return false;
  }

  private rollBack(before: Templated & { readonly id: string }, wanted: Templated, made: string, succeeded: boolean): void {
    if (made === before.id || this.rules.rollback !== 'nothing') {
      this.restore(before, made, wanted);
      return;
    }
    // the resource whose own update failed hears of it all the same.
    if (!succeeded) this.restore(before, before.id, wanted);
    if (this.current!.id !== made) this.delete({ ...wanted, id: made });
  }

  /** Rollbacks are tried until they succeed, as `continue-update-rollback` does. An answer with another id is followed by a Delete, as in any update. */
  private restore(before: Templated & { readonly id: string }, id: string, wanted: Templated): void {
    let answer: Answer | undefined;
    do answer = this.call('Update', before, id); while (answer?.status !== 'SUCCESS');
    this.current = { ...before, id: this.rules.rollback === 'update, and the old id stands' && id !== before.id ? before.id : answer.id };
    if (answer.id !== id) this.delete({ ...wanted, id });
  }

  /** A Delete is tried until it succeeds. */
  private delete({ id, ...registered }: Templated & { readonly id: string }): void {
    for (;;) if (this.call('Delete', registered, id)?.status === 'SUCCESS') return;
  }

  /** Undefined when CloudFormation hears no answer. */
  private call(type: Call['type'], { resource, ...registered }: Templated, id: string | undefined): Answer | undefined {
    this.requests += 1;
    const call: Call = { type, stack: this.id, resource, registered, id, requestId: `${this.id}${this.requests}`, at: this.requests };
    const fate = this.disturbed() ? this.choices.oneOf(...FATES.slice(1)) : 'done';
    this.told.push(`${type} ${resource} ${registered.prefix}*${registered.count} ${id ?? ''} ${fate}`);
    const answer = this.answerTo(call, fate);
    this.calls.push(call);
    this.told.push(`  ${answer ? `${answer.status} ${answer.id}` : 'no answer'}; ${this.zone.told()}`);
    this.watch('');
    return answer;
  }

  private answerTo(call: Call, fate: typeof FATES[number]): Answer | undefined {
    switch (fate) {
      case 'is not heard, before its write': return undefined;
      case 'is not heard, after its write': this.zone.serve(call, 'done'); return undefined;
      case 'is served twice': this.zone.serve(call, 'done'); return this.zone.serve(call, 'done');
      case 'is served after an earlier call came again':
        if (this.calls.length > 0) this.zone.serve({ ...this.choices.oneOf(...this.calls), again: true }, 'done');
        return this.zone.serve(call, 'done');
      default: return this.zone.serve(call, fate);
    }
  }

  /** Whether something else in the deployment fails after this resource. */
  private fails(): boolean {
    return this.disturbed();
  }

  private disturbed(): boolean {
    if (this.disturbances === 0 || !this.choices.oneOf(false, true)) return false;
    this.disturbances -= 1;
    return true;
  }
}
