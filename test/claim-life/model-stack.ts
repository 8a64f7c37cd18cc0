import { Answer, Call, Fate, isMadeUp, madeUp, Registered, ServedZone, Templated } from './calls';
import { Choices } from './choices';
import { Disturbances } from './disturbances';
import { isSame, Known } from './known';

export interface Rules {
  /** What a resource that was replaced hears of the rollback before the Delete of its replacement; no page says. */
  readonly rollback: 'update' | 'update, and the old id stands' | 'nothing';
  /** So many calls and deployments go wrong. */
  readonly disturbances: number;
  /** Users make do with failures: deployments that failed are kept, rollbacks skip resources, and Deletes are given up. */
  readonly makeshift?: boolean;
}

const FATES = [
  'fails before its write', 'fails after its write', 'is not heard, before its write', 'is not heard, after its write', 'is served twice',
  'is served after an earlier call came again',
] as const;

/** No life takes so many, unless one of them is refused each time that it is tried again. */
const MOST_REQUESTS = 500;

/**
 * CloudFormation as its documentation and its users' reports tell of it: which calls a custom resource hears, with which ids, when a stack is created,
 * changed, rolled back and deleted.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
 */
export class ModelStack {
  /** The template that last succeeded, or to which all was rolled back. */
  stable?: Known;
  /** What CloudFormation forgot without a Delete that was served. */
  readonly forgotten: Known[] = [];
  /** The zone may be as a template said that was not rolled back, until the next change. */
  isSkipped = false;
  /** A failed call whose answer was not heard was left as it was: CloudFormation does not know what it made. */
  hasUnknown = false;
  /** A deployment that failed was kept as it was: the claims that are there, by logical id, and those that they took the place of. */
  private kept?: { readonly live: ReadonlyMap<string, Known>; readonly replaced: readonly Known[] };
  private requests = 0;
  private readonly calls: Call[] = [];

  constructor(
    private readonly zone: ServedZone, private readonly choices: Choices, private readonly rules: Rules, readonly id: string,
    private readonly disturbances: Disturbances, readonly told: string[], private readonly watch: () => Promise<void>,
    private readonly clock: { at: number },
  ) {}

  get isKept(): boolean {
    return this.kept !== undefined;
  }

  /** Whether it succeeded; otherwise it was rolled back, or kept as it failed. */
  async deploy(wanted: Templated): Promise<boolean> {
    this.told.push(`${this.id} deploys ${JSON.stringify(wanted)}`);
    if (this.kept !== undefined && this.choices.oneOf(false, true)) await this.rollBackKept();
    const live = this.kept?.live ?? new Map(this.stable === undefined ? [] : [[this.stable.resource, this.stable]]);
    const replaced = this.kept?.replaced ?? [];
    const target = await this.targetOf(live.get(wanted.resource));
    if (target !== undefined && this.kept === undefined && isSame(target, wanted)) return true;
    const { known, done } = await this.make(wanted, target);
    const after = new Map(live).set(wanted.resource, known);
    const before = target !== undefined && target.id !== known.id ? [...replaced, target] : replaced;
    const failure = done ? this.disturbances.one('rolls back', ...this.canBeKept() ? ['is kept'] : []) : this.ifRefused();
    if (failure === 'is kept') {
      this.told.push('the failure is kept');
      this.hasUnknown ||= !done;
      this.kept = { live: after, replaced: before };
      return false;
    }
    if (failure !== undefined) {
      await this.rollBack(after, before, done ? undefined : wanted.resource);
      return false;
    }
    this.kept = undefined;
    this.stable = known;
    this.isSkipped = false;
    await this.watch();
    for (const each of [...before, ...after.values()]) if (each.id !== known.id) await this.cleanUp(each, each.resource !== known.resource);
    return true;
  }

  /** What failed to be created has no stable state: it is deleted, and created again. */
  private async targetOf(live: Known | undefined): Promise<Known | undefined> {
    if (live?.failed !== 'Create') return live;
    await this.delete(live);
    return undefined;
  }

  /** A failure that the user keeps is itself one that was disturbed. */
  private ifRefused(): 'rolls back' | 'is kept' {
    return this.canBeKept() && this.choices.oneOf(false, true) ? 'is kept' : 'rolls back';
  }

  private canBeKept(): boolean {
    return this.rules.makeshift === true && this.stable !== undefined;
  }

  async destroy(): Promise<void> {
    this.told.push(`${this.id} is destroyed`);
    const all = this.kept === undefined ? [this.stable] : [...this.kept.replaced, ...this.kept.live.values()];
    this.kept = undefined;
    this.stable = undefined;
    for (const each of all) if (each !== undefined) await this.cleanUp(each, true);
  }

  /** Stack refactoring: the claim has another logical id, in this stack or another, and hears nothing of it. */
  moveTo(other: ModelStack, resource: string): void {
    if (this.stable === undefined || this.kept !== undefined || (other !== this && other.stable !== undefined)) return;
    this.told.push(`${this.id} moves ${this.stable.resource} to ${resource} of ${other.id}`);
    const moved = { ...this.stable, resource };
    this.stable = undefined;
    other.stable = moved;
  }

  private async make(wanted: Templated, target: Known | undefined): Promise<{ readonly known: Known; readonly done: boolean }> {
    const answer = target !== undefined && isSame(target, wanted) ? { status: 'SUCCESS' as const, id: target.id }
      : await this.call(target === undefined ? 'Create' : 'Update', wanted, target?.id, target);
    const known: Known = { ...wanted, id: answer?.id ?? target?.id ?? madeUp(wanted.resource, this.requests), retention: target?.retention };
    if (answer?.status !== 'SUCCESS') return { known: { ...known, failed: target === undefined ? 'Create' : 'Update' }, done: false };
    return this.makeRetention(known, target);
  }

  private async makeRetention(known: Known, target: Known | undefined): Promise<{ readonly known: Known; readonly done: boolean }> {
    // a retained resource that leaves the template is forgotten.
    if (known.retain !== true) return { known: { ...known, retention: undefined }, done: true };
    if (target?.retention !== undefined && target.id === known.id) return { known, done: true };
    const type = target?.retention === undefined ? 'Create' : 'Update';
    const answer = await this.call(type, known, target?.retention, undefined, known.id);
    return { known: { ...known, retention: answer?.id ?? target?.retention ?? madeUp(`${known.resource}Retention`, this.requests) }, done: answer?.status === 'SUCCESS' };
  }

  private async rollBackKept(): Promise<void> {
    this.told.push(`${this.id} rolls back`);
    const { live, replaced } = this.kept!;
    await this.rollBack(live, replaced, undefined);
  }

  /** @param failed the logical id of the resource that itself failed */
  private async rollBack(live: ReadonlyMap<string, Known>, replaced: readonly Known[], failed: string | undefined): Promise<void> {
    const before = this.stable;
    this.kept = undefined;
    // a failure that was kept may have changed it in place, and what replaced it then hears of the rollback instead.
    this.isSkipped ||= replaced.some((each) => before !== undefined && each.id === before.id && !isSame(each, before));
    const made = before && live.get(before.resource)!;
    let updated: string | undefined;
    if (before !== undefined && made !== undefined && (made !== before || failed === before.resource)) {
      updated = await this.restore(before, made, failed === before.resource);
    }
    const stays = this.stable?.id;
    this.hasUnknown ||= this.isSkipped;
    const gone = new Map([...live.values(), ...replaced].map((each) => [each.id, each]));
    for (const each of gone.values()) {
      if (each.id === stays || (each.id === before?.id && each.id !== updated)) continue;
      this.hasUnknown ||= each.failed === 'Update';
      if (each.resource !== before?.resource && each.retention !== undefined) await this.delete(each, each.retention);
      await this.cleanUp(each, false);
    }
  }

  /**
   * Rollbacks are tried until they succeed, or skip what fails. An answer with another id is followed by a Delete, as in any update.
   *
   * @returns the physical id that was updated, if one was
   */
  private async restore(before: Known, made: Known, hasFailed: boolean): Promise<string | undefined> {
    let updated: string | undefined;
    const isReplaced = made.id !== before.id;
    if (!isReplaced || this.rules.rollback !== 'nothing' || hasFailed) {
      const id = isReplaced && this.rules.rollback === 'nothing' ? before.id : made.id;
      for (;;) {
        const skipped = this.rules.makeshift ? this.disturbances.one('is skipped') : undefined;
        if (skipped !== undefined) {
          // its physical id is then the old one, or the one that was made; no page says.
          this.told.push('the rollback of the claim is skipped');
          this.isSkipped = true;
          this.hasUnknown ||= hasFailed;
          if (isReplaced && this.choices.oneOf(false, true)) {
            this.stable = { ...before, id: made.id };
            this.forgotten.push(before);
          }
          break;
        }
        const answer = await this.call('Update', before, id, made);
        if (answer?.status !== 'SUCCESS') continue;
        const stands = this.rules.rollback === 'update, and the old id stands' && isReplaced ? before.id : answer.id;
        this.stable = { ...before, id: stands };
        updated = id;
        break;
      }
    }
    await this.restoreRetention(before, made);
    return updated;
  }

  private async restoreRetention(before: Known, made: Known): Promise<void> {
    if (before.retention === undefined && made.retention !== undefined) await this.delete(made, made.retention);
    if (before.retention === undefined || this.stable!.id === made.id) return;
    for (;;) if ((await this.call('Update', before, before.retention, undefined, this.stable!.id))?.status === 'SUCCESS') return;
  }

  /** A Delete that fails is tried again; that it is given up in the end is a disturbance. */
  private async cleanUp(gone: Known, isWanted: boolean): Promise<void> {
    const givenUp = this.rules.makeshift ? this.disturbances.one('is given up') : undefined;
    if (givenUp === undefined) {
      await this.delete(gone);
      return;
    }
    this.told.push(`Delete ${gone.id} is given up${isWanted ? '' : ' in a rollback'}`);
    this.forgotten.push(gone);
    this.hasUnknown ||= isMadeUp(gone.id);
  }

  private async delete(gone: Known, retention?: string): Promise<void> {
    for (;;) {
      const answer = await this.call('Delete', gone, retention ?? gone.id, undefined, retention && gone.id);
      if (answer?.status === 'SUCCESS') return;
    }
  }

  /** Undefined when CloudFormation hears no answer. */
  private async call(type: Call['type'], { resource, ...known }: Templated, id: string | undefined, old: Registered | undefined, claim?: string): Promise<Answer | undefined> {
    this.requests += 1;
    if (this.requests > MOST_REQUESTS) throw new Error(`the stack asks for ever: ${this.told.slice(-10).join('\n')}`);
    this.clock.at += 1;
    const { prefix, count, retain, adopt } = known;
    const registered = { prefix, count, retain, adopt };
    const of = claim === undefined ? 'claim' : 'retention';
    const call: Call = { type, of, stack: this.id, resource, registered, old, id, claim, requestId: `${this.id}${this.requests}`, at: this.clock.at };
    const fate = this.disturbances.one(...FATES) ?? 'done';
    this.told.push(`${type} ${call.of === 'claim' ? '' : 'retention of '}${resource} ${prefix}*${count} ${id ?? ''} ${fate}`);
    const answer = await this.answerTo(call, fate);
    this.calls.push(call);
    this.told.push(`  ${answer ? `${answer.status} ${answer.id}` : 'no answer'}; ${this.zone.told()}`);
    await this.watch();
    return answer;
  }

  private async answerTo(call: Call, fate: typeof FATES[number] | 'done'): Promise<Answer | undefined> {
    switch (fate) {
      case 'is not heard, before its write': return undefined;
      case 'is not heard, after its write': await this.zone.serve(call, 'done'); return undefined;
      case 'is served twice': await this.zone.serve(call, 'done'); return this.zone.serve(call, 'done');
      case 'is served after an earlier call came again':
        if (this.calls.length > 0) await this.zone.serve({ ...this.choices.oneOf(...this.calls), again: true }, 'done');
        return this.zone.serve(call, 'done');
      default: return this.zone.serve(call, fate satisfies Fate);
    }
  }
}
