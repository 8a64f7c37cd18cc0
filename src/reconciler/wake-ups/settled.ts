import { isDeepStrictEqual } from 'node:util';
import { standing } from '../decide/serving';
import { Outcome } from '../pass/outcome';
import { World } from '../world';

/**
 * Whether a pass has left nothing to wait for but a change of a group: everything is right, no record is in the way, no name is about to be removed.
 */
export function isSettled(outcomes: readonly Outcome[]): boolean {
  return served(outcomes).every(({ result, contested, plan }) => result === 'right' && contested.length === 0 && plan?.claim.fewer === undefined);
}

/**
 * Whether the groups are still as that pass found them, so that another one would write nothing. Asks ElastiCache only: in a herd of failovers Route 53's
 * few requests a second are for those who have something to write.
 */
export async function areAsTheyWere(world: World, outcomes: readonly Outcome[]): Promise<boolean> {
  const claims = served(outcomes).map(({ plan, standing: found }) => ({ claim: plan!.claim, found }));
  const views = await world.groups.reading().read([...new Set(claims.map(({ claim }) => claim.group))]);
  const now = Math.floor(world.clock.now() / 1000);
  return claims.every(({ claim, found }) => {
    const view = views.get(claim.group);
    return view !== undefined && !(view instanceof Error) && isDeepStrictEqual(standing(view, claim.primary, claim.demotions, now), found);
  });
}

/** What somebody has to mend does not change with a group. */
function served(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ lasting }) => !lasting);
}
