import { ClaimsRead } from './claims-read';
import { groupOf } from './group';
import { release } from './release';
import { Claim } from '../decide/claim';
import { claimRecord } from '../decide/claim-text';
import { ClaimsAfter } from '../decide/held-claims';
import { Current, planAtOnce } from '../decide/plan';
import { Change } from '../decide/record';
import { standing } from '../decide/serving';
import { DeployWorld } from '../world';

export interface How {
  /** The claim that the request is about has its own plan. */
  readonly besides?: string;
  /** Whether the names of a claim that loses its last holder may stay. */
  readonly retain: boolean;
  /** Where ElastiCache has nodes, as far as that is known. */
  readonly addresses: readonly string[];
  /** Only the claims change, and no names but those of claims that lose their last holder. */
  readonly plainly?: boolean;
}

/** What becomes of claims whose holders change. */
export async function othersChanges(world: DeployWorld, { claims }: ClaimsAfter, how: How, read: ClaimsRead, now: number): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [prefix, after] of claims) {
    if (prefix === how.besides) continue;
    const before = read.claims.get(prefix)!;
    const current = read.current(prefix);
    if (after === undefined) changes.push(...release(before, how.retain && before.holder?.keep === true, current, how.addresses));
    else changes.push(...how.plainly ? successor(after, current) : await handedOn(world, after, current, now));
  }
  return changes;
}

/**
 * The terms of the holder that is left are in force at once, as far as its group can be read; the next pass makes up for it. Names that they do not want go
 * without a minute's thought: the reconciler may not change them any more.
 */
async function handedOn(world: DeployWorld, claim: Claim, current: Current, now: number): Promise<readonly Change[]> {
  const view = await groupOf(world, claim.group).catch(() => undefined);
  const count = claim.endpointCount === undefined ? undefined : Math.max(claim.endpointCount, ...claim.earlier.map(({ names }) => names));
  const decided = count === undefined ? claim : { ...claim, fewer: { count, since: 0 } };
  const planned = view && planAtOnce(decided, standing(view, claim, now), current, now);
  return planned === undefined || planned.doubt !== undefined ? successor(claim, current) : planned.changes;
}

/** The claim alone takes the place of the one that was read. */
export function successor(claim: Claim, current: Current): Change[] {
  return [
    { action: 'DELETE', record: current.claim! },
    { action: 'CREATE', record: claimRecord({ ...claim, generation: claim.generation + 1 }, current.zone) },
  ];
}
