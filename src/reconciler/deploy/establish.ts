import { adopting } from './adoption';
import { ClaimsRead, readClaims } from './claims-read';
import { Deployment, holderRequest, isOwn } from './deployment';
import { addressesOf, groupOf } from './group';
import { othersChanges } from './others';
import { patiently, pause, Refusal } from './patience';
import { lifeRefusal, refuseForeign, refuseLong, refuseMissing } from './refusals';
import { submit } from './submit';
import { Claim } from '../decide/claim';
import { lifeAfter } from '../decide/claim-life';
import { GroupView } from '../decide/group-view';
import { ClaimsAfter } from '../decide/held-claims';
import { sentence } from '../decide/move';
import { plan } from '../decide/plan';
import { standing } from '../decide/serving';
import { claimName, MOST_ENDPOINTS } from '../names';
import { mayBeMade } from '../pass/write';
import { DeployWorld } from '../world';

/** Before the answer is due: the last attempt takes a while, and so does the wait until the names are served. */
const WRITTEN_BEFORE_MS = 80_000;
const ANSWERED_BEFORE_MS = 20_000;
const IN_SYNC_WITHIN_MS = 120_000;
/** Route 53's servers know a change in less than a minute, rarely in less than ten seconds: a pause as after the third failure. */
const PROPAGATION_PAUSES = 3;

/** A request whose write may have been made all the same, and the instance that then holds the claim. */
export class HalfDone extends Error {
  constructor(message: string, readonly instance: string) {
    super(message);
  }
}

/**
 * Makes or changes the claim and does its first pass; answers with the instance that holds it once Route 53 serves the names.
 *
 * @throws Refusal with a message that names the record and what to do
 * @throws HalfDone when it failed and a write of it may have been made
 */
export async function establish(world: DeployWorld, deployment: Deployment): Promise<string> {
  const { clock } = world;
  const until = deployment.until - WRITTEN_BEFORE_MS;
  let half: string | undefined;
  try {
    await patiently(clock, until, () => confirmZone(world, deployment));
    const halfDone = (madeFor: string) => { half = madeFor; };
    const { changeId, instance } = await patiently(clock, until, (_, before) => establishOnce(world, deployment, halfDone, before));
    if (changeId !== undefined) await untilInSync(world, changeId, Math.min(deployment.until - ANSWERED_BEFORE_MS, clock.now() + IN_SYNC_WITHIN_MS));
    return instance;
  } catch (error) {
    throw half === undefined ? error : Object.assign(new HalfDone((error as Error).message, half), { cause: error });
  }
}

async function confirmZone({ zone, zoneName }: DeployWorld, { registration: { hostedZoneId } }: Deployment): Promise<void> {
  const name = await zone.trueName();
  if (name !== zoneName) throw new Refusal(`hosted zone ${hostedZoneId} is named '${name}', got: '${zoneName}': import it with zoneName '${name}'`);
}

async function establishOnce(world: DeployWorld, deployment: Deployment, halfDone: (madeFor: string) => void, before: Error | undefined) {
  const { registration } = deployment;
  const { prefix } = registration;
  const read = await readClaims(world, prefix, isOwn(deployment));
  const problem = read.unreadable.get(prefix)?.problem;
  if (problem !== undefined) throw new Refusal(`the record ${claimName(prefix, world.zoneName)} ${problem}: delete it, or choose another cnamePrefix`);
  const readAt = world.clock.now();
  const view = await groupOf(world, registration.replicationGroupId.toLowerCase());
  const now = Math.floor(world.clock.now() / 1000);
  const life = lifeAfter(holderRequest(deployment, namesOf(deployment, view), now), read.claims);
  if ('refusal' in life) throw new Refusal(lifeRefusal(life.refusal, registration, world.zoneName, before));
  const claim = withFound(life, deployment, view, read, world.zoneName);
  const planned = plan(claim, standing(view, claim, now), read.current(prefix), now);
  if (planned.doubt !== undefined) throw new Error(`${planned.doubt}: deploy again when it has one primary and is available`);
  if (!isReturning(life, deployment)) refuseForeign(planned, read.claims.get(prefix), registration);
  refuseMissing(planned, registration);
  refuseLong(planned.claim, registration, world.zoneName);
  const others = await othersChanges(world, life, { besides: prefix, retain: false, addresses: addressesOf(view) }, read, now);
  const moves = planned.moves.map((move) => sentence(move, world.zoneName));
  const changes = [...planned.changes, ...others];
  const changeId = changes.length === 0 ? undefined : await submit(world, changes, moves.join('; ') || `${prefix}: claim written`, readAt).catch((error: Error) => {
    if (mayBeMade(error)) halfDone(life.instance);
    throw error;
  });
  moves.forEach((line) => world.log(line));
  return { changeId, instance: life.instance };
}

function namesOf({ registration: { endpointCount } }: Deployment, { members }: GroupView): number {
  return endpointCount ?? Math.min(Math.max(1, members.filter(({ role }) => role !== 'primary').length), MOST_ENDPOINTS);
}

function withFound(life: ClaimsAfter, deployment: Deployment, view: GroupView, read: ClaimsRead, zone: string): Claim {
  const { prefix, adoptExisting } = deployment.registration;
  const claim = life.claims.get(prefix) ?? read.claims.get(prefix)!;
  if (life.before === 'held') return claim;
  const { at } = read.current(prefix);
  if (isReturning(life, deployment)) return adopting(claim, 'returning', view, at, zone);
  return adoptExisting ? adopting(claim, 'adopted', view, at, zone) : claim;
}

/** Somebody deleted the claim of a resource that CloudFormation still has: what stands under the names is its own. */
function isReturning({ before }: ClaimsAfter, { type, instance, registration, old }: Deployment): boolean {
  return type === 'Update' && before === 'absent' && instance !== undefined && old?.prefix === registration.prefix;
}

async function untilInSync(world: DeployWorld, changeId: string, until: number): Promise<void> {
  do await pause(world.clock, PROPAGATION_PAUSES); while (world.clock.now() < until && !await inSync(world, changeId));
}

async function inSync({ zone }: DeployWorld, changeId: string): Promise<boolean> {
  try {
    return await zone.inSync(changeId);
  } catch {
    return false; // throttled, most likely: the names are written, only the wait is in question.
  }
}
