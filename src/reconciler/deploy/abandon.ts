import { readClaims } from './claims-read';
import { CREATED_WITHIN, Deployment, holderRequest, isOwn } from './deployment';
import { addressesIn } from './group';
import { othersChanges } from './others';
import { patiently } from './patience';
import { refuseUnreadable } from './refusals';
import { submit } from './submit';
import { lifeAfter } from '../decide/claim-life';
import { holdersOf } from '../decide/holders';
import { DeployWorld } from '../world';

/** Before the answer is due. */
const ANSWERED_BEFORE_MS = 20_000;
/** After a Create can have made no holder any more, with a little for two clocks that differ. In seconds. */
const LOOKED_AGAIN_AFTER = CREATED_WITHIN + 15;
/** So many refusals keep a claim that goes on from getting its names right at once; its next pass does that name by name. */
const REFUSED_OFTEN = 2;

/**
 * Takes a holder away, and with the last one the names; whether there was one. A missing zone, claim or holder is success.
 *
 * Where CloudFormation knows no id, its Create may be under way still: it is looked for once more when it can't make a holder any more.
 *
 * @throws Refusal with what to do when a claim that it is about can't be read, or Route 53 keeps refusing
 */
export async function abandon(world: DeployWorld, deployment: Deployment): Promise<boolean> {
  const { clock } = world;
  const until = deployment.until - ANSWERED_BEFORE_MS;
  const found = await abandonPatiently(world, deployment, until);
  if (found || deployment.instance !== undefined) return found;
  await clock.sleep(Math.max(0, Math.min((deployment.holder.since + LOOKED_AGAIN_AFTER) * 1000, until) - clock.now()));
  return abandonPatiently(world, deployment, until);
}

async function abandonPatiently(world: DeployWorld, deployment: Deployment, until: number): Promise<boolean> {
  let plainly = false;
  return patiently(world.clock, until, (refusals) => {
    plainly ||= refusals >= REFUSED_OFTEN;
    return abandonOnce(world, deployment, plainly);
  });
}

async function abandonOnce(world: DeployWorld, deployment: Deployment, plainly: boolean): Promise<boolean> {
  const { registration: { prefix, retain, replicationGroupId }, instance } = deployment;
  try {
    const read = await readClaims(world, prefix, (claim) => holdersOf(claim).some((each) => each.instance === instance) || isOwn(deployment)(claim));
    const life = lifeAfter(holderRequest(deployment, 0, 0), read.claims);
    if ('refusal' in life || life.claims.size === 0) {
      refuseUnreadable(read, deployment, world.zoneName);
      if (!read.claims.has(prefix)) world.log(`${prefix}: there is no claim, so that names which may be there are left alone`);
      return false;
    }
    const addresses = await addressesIn(world, replicationGroupId.toLowerCase());
    const changes = await othersChanges(world, life, { retain, addresses, plainly }, read, Math.floor(world.clock.now() / 1000));
    await submit(world, changes, `${[...life.claims.keys()].join(', ')}: claim released`, world.clock.now());
    return true;
  } catch (error) {
    if ((error as Error).name !== 'NoSuchHostedZone') throw error;
    return true;
  }
}
