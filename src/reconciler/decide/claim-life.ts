import { Claim, Holder, Terms } from './claim';
import { Held, heldBy, holdersOf, MOST_HOLDERS, sameTerms, termsOf } from './holders';

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

export type Life = ClaimsAfter | { readonly refusal: string };

/**
 * The life of claims. A claim is held by instances of custom resources, several of them while a deployment replaces one by another: names go with the last.
 * Whatever takes names away makes a new holder, so that CloudFormation, once all has succeeded, deletes the old one and says so. "Its own" holders are those
 * of the request's stack and logical id, in all claims of the zone; P is the one that the request's physical id names.
 *
 * | request | the zone has                                               | holders                                                    | answer          |
 * |---------|------------------------------------------------------------|------------------------------------------------------------|-----------------|
 * | any     | a later request of the same resource was served            | as they are                                                | refused         |
 * |         | (it would make a new holder, but is late)                  | as they are                                                | refused         |
 * | Create  | the holder that it makes (a repeated request)              | as they are                                                | that one        |
 * |         | no claim; or one held by its stack, or by an earlier stack of that name | its own and the earlier stack's go, in this prefix; a new one comes | the new one |
 * |         | a claim that another owner holds                           | as they are                                                | refused         |
 * |         | a retained claim                                           | with `adoptExisting` a new one comes                       | the new one     |
 * | Update  | the holder that it makes (a repeated request)              | as they are                                                | that one        |
 * |         | another of its own, with just these terms (a rollback)     | that one becomes the newest; its own that are younger than P go | the other one |
 * |         | P in this prefix, and no name is taken away                | P gets the terms and becomes the newest; its own that are younger go | P      |
 * |         | P in another prefix, or names are taken away               | a new one comes; its own that are younger than P go        | the new one     |
 * |         | no P                                                       | as a Create                                                | the new one     |
 * | Delete  | P                                                          | P goes                                                     | P               |
 * |         | no P, and its id was made by CloudFormation                | its own go, in this prefix                                 | P               |
 * |         | no P                                                       | as they are                                                | P               |
 *
 * A holder of its own that is younger than P was made by an update that CloudFormation took back, as it speaks of P. An older one may be what it goes back to
 * yet: a failure can be kept for days (`--disable-rollback`), and be updated again. Only its Delete says that it is not.
 *
 * A holder that is found by its id takes the stack and logical id of the request: refactored stacks move resources without a call. What seems to be its own in
 * another prefix may be one that has moved.
 */
export function lifeAfter(request: HolderRequest, claims: ReadonlyMap<string, Claim>): Life {
  const life = new Holders(request, claims);
  if (life.isOutdated()) return { refusal: 'a later request of this resource was served already' };
  if (request.type === 'Delete') return life.deleted();
  if (life.find(request.holder.instance, request.prefix)) return life.after(request.holder.instance);
  return request.type === 'Update' && request.instance !== undefined && life.find(request.instance) ? life.updated(request.instance) : life.entered();
}

class Holders {
  private readonly held: Map<string, readonly Held[]>;

  constructor(private readonly request: HolderRequest, private readonly claims: ReadonlyMap<string, Claim>) {
    this.held = new Map([...claims].map(([prefix, claim]) => [prefix, holdersOf(claim)]));
  }

  isOutdated(): boolean {
    const { type, instance, holder } = this.request;
    const concerned = this.all().filter((each) => each.instance === instance || ((instance === undefined || type !== 'Delete') && this.isOwn(each)));
    return concerned.some(({ since }) => since > holder.since);
  }

  find(instance: string, prefix?: string): Held | undefined {
    const held = prefix === undefined ? this.all() : this.held.get(prefix) ?? [];
    return held.find((each) => each.instance === instance);
  }

  deleted(): Life {
    const { instance } = this.request;
    this.drop((each, prefix) => (instance === undefined ? this.isOwn(each) && prefix === this.request.prefix : each.instance === instance));
    return this.after(instance ?? '');
  }

  updated(instance: string): Life {
    const { prefix, terms, holder } = this.request;
    this.move(instance);
    const here = this.held.get(prefix) ?? [];
    const known = this.find(instance)!;
    const held = here.find((each) => each.instance === instance);
    const isAsBefore = held !== undefined && sameTerms(held, terms);
    const returned = isAsBefore ? undefined : here.filter((each) => each.instance !== instance && this.isOwn(each) && sameTerms(each, terms)).at(-1);
    const stays = returned ?? (held !== undefined && !this.takesAway(held) ? held : undefined);
    if (stays === undefined) return this.entered(known);
    this.drop((each) => this.isUndone(each, known) && each.instance !== stays.instance);
    this.makeNewest({ ...stays, ...termsOf(terms), since: holder.since, names: undefined });
    return this.after(stays.instance);
  }

  /** A new holder comes; `known` is the one that CloudFormation speaks of. */
  entered(known?: Held): Life {
    const { prefix, terms, holder, adoptExisting, late } = this.request;
    const claim = this.claims.get(prefix);
    const here = this.held.get(prefix) ?? [];
    const foreign = here.find(({ stack, place, instance }) => stack !== holder.stack && place !== holder.place && instance !== known?.instance);
    if (foreign) return { refusal: `are claimed by another stack, got: ${foreign.stack}` };
    if (claim !== undefined && here.length === 0 && !adoptExisting) return { refusal: 'were retained by a stack that is gone' };
    if (late) return { refusal: 'were asked for too long ago' };
    this.drop((each, at) => (known === undefined ? this.isOwn(each) && at === prefix : this.isUndone(each, known)));
    this.drop((each) => here.includes(each) && each.stack !== holder.stack && each.place === holder.place && each.instance !== known?.instance);
    this.makeNewest({ ...holder, ...termsOf(terms) });
    const { length } = this.held.get(prefix)!;
    if (length > MOST_HOLDERS) return { refusal: `have ${length - 1} holders that were never deleted, got: ${here.map(({ instance }) => instance).join(', ')}` };
    return this.after(holder.instance);
  }

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

  /** To the stack and logical id of the request. */
  private move(instance: string): void {
    const { stack, place, resource } = this.request.holder;
    for (const [prefix, held] of this.held) {
      if (held.some((each) => each.instance === instance)) {
        this.held.set(prefix, held.map((each) => (each.instance === instance ? { ...each, stack, place, resource } : each)));
      }
    }
  }

  private takesAway(held: Held): boolean {
    const { terms, names, prefix } = this.request;
    // what the group itself takes away is no matter of the deployment.
    if (held.endpointCount === undefined && terms.endpointCount === undefined && held.group === terms.group) return false;
    return names < (held.endpointCount ?? held.names ?? this.claims.get(prefix)!.endpoints.length);
  }

  private isOwn({ stack, resource }: Held): boolean {
    const { holder } = this.request;
    return stack === holder.stack && resource === holder.resource;
  }

  /** It was made after the one that CloudFormation speaks of, which it went back to. An older one may be what it goes back to yet. */
  private isUndone(each: Held, known: Held): boolean {
    return this.isOwn(each) && each.since > known.since;
  }

  private drop(goes: (held: Held, prefix: string) => boolean): void {
    for (const [prefix, held] of this.held) {
      const left = held.filter((each) => !goes(each, prefix));
      if (left.length < held.length) this.held.set(prefix, left);
    }
  }

  private makeNewest(newest: Held): void {
    const { prefix } = this.request;
    const names = this.claims.get(prefix)?.endpoints.length ?? 0;
    const others = (this.held.get(prefix) ?? []).filter(({ instance }) => instance !== newest.instance);
    this.held.set(prefix, [...others.map((each) => ({ ...each, names: each.names ?? names })), newest]);
  }

  private all(): readonly Held[] {
    return [...this.held.values()].flat();
  }
}

function newClaim(prefix: string, terms: Terms): Claim {
  return { ...termsOf(terms), prefix, earlier: [], demotions: [], recoveries: [], endpoints: [], generation: 0 };
}
