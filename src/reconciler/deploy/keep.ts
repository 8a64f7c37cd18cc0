import { readClaims } from './claims-read';
import { Deployment } from './deployment';
import { successor } from './others';
import { patiently } from './patience';
import { refuseUnreadable } from './refusals';
import { submit } from './submit';
import { Held, heldBy, holdersOf } from '../decide/holders';
import { DeployWorld } from '../world';

/** Before the answer is due. */
const ANSWERED_BEFORE_MS = 20_000;

/**
 * Lets the names of a holder be retained, or not. Whether there was one.
 *
 * | the claims of the zone have                          | retained                             | not retained            |
 * |------------------------------------------------------|--------------------------------------|-------------------------|
 * | the holder                                           | it is marked                         | its mark is taken away  |
 * | only others of its stack, in the prefix that is named | they are marked: see below           | as they are: none found |
 * | neither                                              | as they are: none found              | as they are: none found |
 *
 * A rollback may speak of an id that the claim's own Update gave up in it, if CloudFormation lets the id stand that it knows. The names are the stack's all the
 * same, and to refuse it would end in UPDATE_ROLLBACK_FAILED.
 *
 * @throws Refusal when its claim can't be read
 */
export async function keep(world: DeployWorld, deployment: Deployment, mayBeRetained: boolean): Promise<boolean> {
  const { registration: { prefix }, instance, holder: { stack } } = deployment;
  return patiently(world.clock, deployment.until - ANSWERED_BEFORE_MS, async () => {
    const read = await readClaims(world, prefix, () => false);
    const isIt = (each: Held) => each.instance === instance;
    const named = [...read.claims.values()].find((each) => holdersOf(each).some(isIt));
    const claim = named ?? (mayBeRetained ? read.claims.get(prefix) : undefined);
    const isMeant = named === undefined ? (each: Held) => each.stack === stack : isIt;
    if (claim === undefined || !holdersOf(claim).some(isMeant)) {
      refuseUnreadable(read, deployment, world.zoneName);
      return false;
    }
    if (holdersOf(claim).filter(isMeant).every((each) => each.keep === mayBeRetained)) return true;
    const next = heldBy(claim, holdersOf(claim).map((each) => (isMeant(each) ? { ...each, keep: mayBeRetained } : each)));
    const comment = `${claim.prefix}: names ${mayBeRetained ? 'may' : 'may not'} be retained`;
    await submit(world, successor(next, read.current(claim.prefix)), comment, world.clock.now());
    return true;
  });
}
