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
 * Lets the names of a holder be retained, or not. Whether the holder was found.
 *
 * @throws Refusal when its claim can't be read
 */
export async function keep(world: DeployWorld, deployment: Deployment, mayBeRetained: boolean): Promise<boolean> {
  return patiently(world.clock, deployment.until - ANSWERED_BEFORE_MS, async () => {
    const read = await readClaims(world, deployment.registration.prefix, () => false);
    const isKept = ({ instance }: Held) => instance === deployment.instance;
    const claim = [...read.claims.values()].find((each) => holdersOf(each).some(isKept));
    if (claim === undefined) {
      refuseUnreadable(read, deployment, world.zoneName);
      return false;
    }
    if (holdersOf(claim).find(isKept)!.keep === mayBeRetained) return true;
    const next = heldBy(claim, holdersOf(claim).map((each) => (isKept(each) ? { ...each, keep: mayBeRetained } : each)));
    const comment = `${claim.prefix}: names ${mayBeRetained ? 'may' : 'may not'} be retained`;
    await submit(world, successor(next, read.current(claim.prefix)), comment, world.clock.now());
    return true;
  });
}
