import { Claim, Holder, Terms } from './claim';
import { Held, heldBy, holdersOf, termsOf } from './holders';

/** What CloudFormation asks of a claim, as far as it says who holds it. */
export interface HolderRequest {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly prefix: string;
  readonly terms: Terms;
  /** How many names the terms want, as the group is now; of a Delete, 0. */
  readonly names: number;
  /** The holder that the request makes, if it makes one; `since` is when CloudFormation asked. */
  readonly holder: Holder;
  /** The instance that its physical id names; absent when CloudFormation made that id up. */
  readonly instance?: string;
  readonly adoptExisting: boolean;
  /** So old that CloudFormation may have sent, and seen answered, the Delete of what it would make. */
  readonly late: boolean;
}

/** What a request makes of the claims of a zone. */
export interface ClaimsAfter {
  /** The claims that change; undefined when the last holder goes. */
  readonly claims: ReadonlyMap<string, Claim | undefined>;
  /** The holder that the answer names. */
  readonly instance: string;
  /** Whether the request's claim was there before it: what stands under the names of one that was not may have to be adopted. */
  readonly before: 'held' | 'retained' | 'absent';
}

/** Who holds the claims of a zone, while a request is served. Nothing is decided here. */
export class HeldClaims {
  private readonly held: Map<string, readonly Held[]>;

  constructor(private readonly request: HolderRequest, private readonly claims: ReadonlyMap<string, Claim>) {
    this.held = new Map([...claims].map(([prefix, claim]) => [prefix, holdersOf(claim)]));
  }

  /** A later request of the same resource was served. */
  isOutdated(): boolean {
    const { type, instance, holder } = this.request;
    const concerned = this.all().filter((each) => each.instance === instance || ((instance === undefined || type !== 'Delete') && this.isOwn(each)));
    return concerned.some(({ since }) => since > holder.since);
  }

  of(prefix: string): readonly Held[] {
    return this.held.get(prefix) ?? [];
  }

  find(instance: string, prefix?: string): Held | undefined {
    return (prefix === undefined ? this.all() : this.of(prefix)).find((each) => each.instance === instance);
  }

  /** There is a claim, and nobody holds it. */
  isRetained(prefix: string): boolean {
    return this.claims.has(prefix) && this.of(prefix).length === 0;
  }

  namesOf(prefix: string): number {
    return this.claims.get(prefix)?.endpoints.length ?? 0;
  }

  isOwn({ stack, resource }: Held): boolean {
    const { holder } = this.request;
    return stack === holder.stack && resource === holder.resource;
  }

  /** It was made after the one that CloudFormation speaks of, which it went back to. An older one may be what it goes back to yet. */
  isUndone(each: Held, known: Held): boolean {
    return this.isOwn(each) && each.since > known.since;
  }

  /** Moves a holder, if it is there, to the stack and logical id of the request. */
  moved(instance: string): Held | undefined {
    const { stack, place, resource } = this.request.holder;
    for (const [prefix, held] of this.held) {
      if (held.some((each) => each.instance === instance)) {
        this.held.set(prefix, held.map((each) => (each.instance === instance ? { ...each, stack, place, resource } : each)));
      }
    }
    return this.find(instance);
  }

  drop(goes: (held: Held, prefix: string) => boolean): void {
    for (const [prefix, held] of this.held) {
      const left = held.filter((each) => !goes(each, prefix));
      if (left.length < held.length) this.held.set(prefix, left);
    }
  }

  makeNewest(newest: Held): void {
    const { prefix } = this.request;
    const names = this.namesOf(prefix);
    const others = this.of(prefix).filter(({ instance }) => instance !== newest.instance);
    this.held.set(prefix, [...others.map((each) => ({ ...each, names: each.names ?? names })), newest]);
  }

  /** @param instance the holder that the answer names */
  after(instance: string): ClaimsAfter {
    const { prefix, terms } = this.request;
    const before = this.claims.get(prefix);
    const claimOf = (each: string) => this.claims.get(each) ?? newClaim(each, terms);
    const changed = [...this.held].filter(([each, held]) => JSON.stringify(held) !== JSON.stringify(holdersOf(claimOf(each))));
    return {
      instance,
      before: before === undefined ? 'absent' : before.holder === undefined ? 'retained' : 'held',
      claims: new Map(changed.map(([each, held]) => [each, held.length === 0 ? undefined : heldBy(claimOf(each), held)])),
    };
  }

  private all(): readonly Held[] {
    return [...this.held.values()].flat();
  }
}

function newClaim(prefix: string, terms: Terms): Claim {
  return { ...termsOf(terms), prefix, earlier: [], demotions: [], recoveries: [], endpoints: [], generation: 0 };
}
