import { Claim, Holder, Terms } from './claim';

/** A holder with what it registered, and how many names there were when a newer one came; absent for the newest. */
export interface Held extends Holder, Terms {
  readonly names?: number;
}

/** Four deployments that each failed in a way of their own leave fewer; the text of a claim has room for them. */
export const MOST_HOLDERS = 8;

/** Who holds a claim, the oldest first; nobody holds a retained one. */
export function holdersOf(claim: Claim): readonly Held[] {
  return claim.holder === undefined ? [] : [...claim.earlier, { ...claim.holder, ...termsOf(claim) }];
}

/** The claim in the hands of these holders: the newest one's terms are in force, and none of the names goes that an earlier one has. */
export function heldBy(claim: Claim, holders: readonly Held[]): Claim {
  const newest = holders.at(-1)!;
  const { instance, stack, place, resource, since, keep } = newest;
  // what is remembered is remembered of the nodes of one group.
  const remembered = claim.group === newest.group ? claim : { ...claim, primary: undefined, demotions: [], recoveries: [] };
  return {
    ...remembered,
    ...termsOf(newest),
    holder: { instance, stack, place, resource, since, keep },
    earlier: holders.slice(0, -1).map((each) => ({ ...each, names: each.names ?? claim.endpoints.length })),
    fewer: undefined,
  };
}

export function termsOf({ reconciler, group, ttl, endpointCount, whenNoReplica, topic }: Terms): Terms {
  return { reconciler, group, ttl, endpointCount, whenNoReplica, topic };
}

export function sameTerms(one: Terms, other: Terms): boolean {
  return JSON.stringify(Object.values(termsOf(one))) === JSON.stringify(Object.values(termsOf(other)));
}
