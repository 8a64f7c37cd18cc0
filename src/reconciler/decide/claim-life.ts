import { Claim } from './claim';
import { ClaimsAfter, HeldClaims, HolderRequest } from './held-claims';
import { Held, MOST_HOLDERS, sameTerms, termsOf } from './holders';

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
  const held = new HeldClaims(request, claims);
  if (held.isOutdated()) return { refusal: 'a later request of this resource was served already' };
  if (request.type === 'Delete') return deleted(held, request);
  if (held.find(request.holder.instance, request.prefix)) return held.after(request.holder.instance);
  const known = request.type === 'Update' && request.instance !== undefined ? held.moved(request.instance) : undefined;
  return known ? updated(held, request, known) : entered(held, request);
}

function deleted(held: HeldClaims, { instance, prefix }: HolderRequest): Life {
  held.drop((each, at) => (instance === undefined ? held.isOwn(each) && at === prefix : each.instance === instance));
  return held.after(instance ?? '');
}

/** `known` is the holder that CloudFormation speaks of. */
function updated(held: HeldClaims, request: HolderRequest, known: Held): Life {
  const { prefix, terms, holder } = request;
  const here = held.of(prefix);
  const present = here.find((each) => each.instance === known.instance);
  const isAsBefore = present !== undefined && sameTerms(present, terms);
  const alike = here.filter((each) => each.instance !== known.instance && held.isOwn(each) && sameTerms(each, terms));
  const returned = isAsBefore ? undefined : alike.at(-1);
  const stays = returned ?? (present !== undefined && !takesAway(request, present, held.namesOf(prefix)) ? present : undefined);
  if (stays === undefined) return entered(held, request, known);
  held.drop((each) => held.isUndone(each, known) && each.instance !== stays.instance);
  held.makeNewest({ ...stays, ...termsOf(terms), since: holder.since, names: undefined });
  return held.after(stays.instance);
}

/** A new holder comes. */
function entered(held: HeldClaims, { prefix, terms, holder, adoptExisting, late }: HolderRequest, known?: Held): Life {
  const here = held.of(prefix);
  const foreign = here.find(({ stack, place, instance }) => stack !== holder.stack && place !== holder.place && instance !== known?.instance);
  if (foreign) return { refusal: `are claimed by another stack, got: ${foreign.stack}` };
  if (held.isRetained(prefix) && !adoptExisting) return { refusal: 'were retained by a stack that is gone' };
  if (late) return { refusal: 'were asked for too long ago' };
  held.drop((each, at) => (known === undefined ? held.isOwn(each) && at === prefix : held.isUndone(each, known)));
  held.drop((each) => here.includes(each) && each.stack !== holder.stack && each.place === holder.place && each.instance !== known?.instance);
  held.makeNewest({ ...holder, ...termsOf(terms) });
  const { length } = held.of(prefix);
  if (length > MOST_HOLDERS) return { refusal: `have ${length - 1} holders that were never deleted, got: ${here.map(({ instance }) => instance).join(', ')}` };
  return held.after(holder.instance);
}

/** @param names of the claim now */
function takesAway(request: HolderRequest, held: Held, names: number): boolean {
  const { terms } = request;
  // what the group itself takes away is no matter of the deployment.
  if (held.endpointCount === undefined && terms.endpointCount === undefined && held.group === terms.group) return false;
  return request.names < (held.endpointCount ?? held.names ?? names);
}
