import { adopting } from './adoption';
import { ClaimsRead, readClaims } from './claims-read';
import { CREATED_WITHIN, Deployment, holderRequest } from './deployment';
import { patiently, pause, Refusal } from './patience';
import { refuseForeign, refuseLong, refuseMissing } from './refusals';
import { release } from './release';
import { isThrottle } from '../aws/service-error';
import { Claim } from '../decide/claim';
import { ClaimsAfter, lifeAfter } from '../decide/claim-life';
import { claimRecord } from '../decide/claim-text';
import { GroupView } from '../decide/group-view';
import { Held, heldBy, holdersOf } from '../decide/holders';
import { sentence } from '../decide/move';
import { Current, plan, planAtOnce, Plan } from '../decide/plan';
import { Change } from '../decide/record';
import { standing } from '../decide/serving';
import { claimName, MOST_ENDPOINTS } from '../names';
import { checkFresh } from '../pass/freshness';
import { mayBeMade } from '../pass/write';
import { DeployWorld } from '../world';

/** Before the answer is due: the last attempt takes a while, and so does the wait until the names are served. */
const WRITTEN_BEFORE_MS = 80_000;
const ANSWERED_BEFORE_MS = 20_000;
const IN_SYNC_WITHIN_MS = 120_000;
/** Route 53's servers know a change in less than a minute, rarely in less than ten seconds: a pause as after the third failure. */
const PROPAGATION_PAUSES = 3;
/** After a Create can have made no holder any more, with a little for two clocks that differ. In seconds. */
const LOOKED_AGAIN_AFTER = CREATED_WITHIN + 15;

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
    const { changeId, instance } = await patiently(clock, until, () => establishOnce(world, deployment, (madeFor) => { half = madeFor; }));
    if (changeId !== undefined) await untilInSync(world, changeId, Math.min(deployment.until - ANSWERED_BEFORE_MS, clock.now() + IN_SYNC_WITHIN_MS));
    return instance;
  } catch (error) {
    throw half === undefined ? error : Object.assign(new HalfDone((error as Error).message, half), { cause: error });
  }
}

/**
 * Takes a holder away, and with the last one the names. A missing zone, claim or holder is success.
 *
 * Where CloudFormation knows no id, its Create may be under way still: it is looked for once more when it can't make a holder any more.
 */
export async function abandon(world: DeployWorld, deployment: Deployment): Promise<void> {
  const { clock } = world;
  const until = deployment.until - ANSWERED_BEFORE_MS;
  const found = await patiently(clock, until, () => abandonOnce(world, deployment));
  if (found || deployment.instance !== undefined) return;
  await clock.sleep(Math.max(0, Math.min((deployment.holder.since + LOOKED_AGAIN_AFTER) * 1000, until) - clock.now()));
  await patiently(clock, until, () => abandonOnce(world, deployment));
}

/** Lets the names of a holder be retained, or not. Whether the holder was found. */
export async function keep(world: DeployWorld, deployment: Deployment, mayBeRetained: boolean): Promise<boolean> {
  return patiently(world.clock, deployment.until - ANSWERED_BEFORE_MS, async () => {
    const read = await readClaims(world, deployment.registration.prefix, () => false);
    const isKept = ({ instance }: Held) => instance === deployment.instance;
    const claim = [...read.claims.values()].find((each) => holdersOf(each).some(isKept));
    if (claim === undefined) return false;
    if (holdersOf(claim).find(isKept)!.keep === mayBeRetained) return true;
    const next = heldBy(claim, holdersOf(claim).map((each) => (isKept(each) ? { ...each, keep: mayBeRetained } : each)));
    await world.zone.change(swap(next, read.current(claim.prefix), world.zoneName), `${claim.prefix}: names ${mayBeRetained ? 'may' : 'may not'} be retained`);
    return true;
  });
}

async function confirmZone({ zone, zoneName }: DeployWorld, { registration: { hostedZoneId } }: Deployment): Promise<void> {
  const name = await zone.trueName();
  if (name !== zoneName) throw new Refusal(`hosted zone ${hostedZoneId} is named '${name}', got: '${zoneName}': import it with zoneName '${name}'`);
}

async function establishOnce(world: DeployWorld, deployment: Deployment, halfDone: (madeFor: string) => void) {
  const { registration } = deployment;
  const { prefix } = registration;
  const read = await readClaims(world, prefix, isOwn(deployment));
  const problem = read.problems.get(prefix);
  if (problem !== undefined) throw new Refusal(`the record ${claimName(prefix, world.zoneName)} ${problem}: delete it, or choose another cnamePrefix`);
  const readAt = world.clock.now();
  const view = await groupOf(world, registration.replicationGroupId.toLowerCase());
  const now = Math.floor(world.clock.now() / 1000);
  const names = registration.endpointCount ?? Math.min(Math.max(1, view.members.filter(({ role }) => role !== 'primary').length), MOST_ENDPOINTS);
  const life = lifeAfter(holderRequest(deployment, names, now), read.claims);
  if ('refusal' in life) throw new Refusal(refusalOf(life.refusal, deployment, world.zoneName));
  const claim = withFound(life, deployment, view, read, world.zoneName);
  const current = read.current(prefix);
  const planned = plan(claim, standing(view, claim.primary, claim.demotions, now), current, now);
  if (planned.doubt !== undefined) throw new Error(`${planned.doubt}: deploy again when it has one primary and is available`);
  if (!isReturning(life, deployment)) refuseForeign(planned, read.claims.get(prefix), registration);
  refuseMissing(planned, registration);
  refuseLong(planned.claim, registration, world.zoneName);
  const others = await otherChanges(world, life, prefix, false, read, now);
  const changes = [...planned.changes, ...others];
  const comment = commentOf(planned, world.zoneName) || `${prefix}: claim written`;
  const changeId = changes.length === 0 ? undefined : await write(world, changes, comment, readAt).catch((error: Error) => {
    if (mayBeMade(error)) halfDone(life.instance);
    throw error;
  });
  for (const move of planned.moves) world.log(sentence(move, world.zoneName));
  return { changeId, instance: life.instance };
}

/** Whether a holder was found. */
async function abandonOnce(world: DeployWorld, deployment: Deployment): Promise<boolean> {
  const { registration, instance } = deployment;
  const { prefix } = registration;
  try {
    const read = await readClaims(world, prefix, (claim) => holdersOf(claim).some((each) => each.instance === instance) || isOwn(deployment)(claim));
    const life = lifeAfter(holderRequest(deployment, 0, 0), read.claims);
    if ('refusal' in life || life.claims.size === 0) {
      const problem = read.problems.get(prefix);
      if (problem !== undefined) throw new Refusal(`the record ${claimName(prefix, world.zoneName)} ${problem}: delete it and the names of '${prefix}', then delete again`);
      if (!read.claims.has(prefix)) world.log(`${prefix}: there is no claim, so that names which may be there are left alone`);
      return false;
    }
    const changes = await otherChanges(world, life, undefined, registration.retain, read, Math.floor(world.clock.now() / 1000));
    await write(world, changes, `${[...life.claims.keys()].join(', ')}: claim released`, world.clock.now());
    return true;
  } catch (error) {
    if ((error as Error).name !== 'NoSuchHostedZone') throw error;
    return true;
  }
}

/** What becomes of claims whose holders change, and that are not the one that the request is about. */
async function otherChanges(
  world: DeployWorld, { claims }: ClaimsAfter, but: string | undefined, retain: boolean, read: ClaimsRead, now: number,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [prefix, after] of claims) {
    if (prefix === but) continue;
    const before = read.claims.get(prefix)!;
    if (after === undefined) changes.push(...release(before, retain && before.holder?.keep === true, read.current(prefix)));
    else changes.push(...await handedOn(world, after, read.current(prefix), now));
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
  const planned = view && planAtOnce(decided, standing(view, claim.primary, claim.demotions, now), current, now);
  return planned === undefined || planned.doubt !== undefined ? swap(claim, current, world.zoneName) : planned.changes;
}

function swap(claim: Claim, current: Current, zone: string): Change[] {
  return [{ action: 'DELETE', record: current.claim! }, { action: 'CREATE', record: claimRecord({ ...claim, generation: claim.generation + 1 }, zone) }];
}

/** @throws Refusal when there is no such group, or it has no endpoints per replica */
async function groupOf(world: DeployWorld, id: string): Promise<GroupView> {
  const view = (await world.groups.reading().read([id])).get(id);
  if (view instanceof Error) throw view;
  if (view === undefined) throw new Refusal(`replication group ${id} was not found in this account and Region`);
  if (view.clusterMode) throw new Refusal(`replication group ${id} has cluster mode enabled: only cluster mode disabled has endpoints per replica`);
  return view;
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

function isOwn({ holder }: Deployment): (claim: Claim) => boolean {
  return (claim) => holdersOf(claim).some(({ stack, resource }) => stack === holder.stack && resource === holder.resource);
}

function refusalOf(refusal: string, { registration: { prefix } }: Deployment, zone: string): string {
  const what = `the names of '${prefix}' ${refusal}`;
  if (refusal.startsWith('were retained')) return `${what}: set adoptExisting to take them over`;
  if (refusal.startsWith('are claimed')) {
    return `${what}: choose another cnamePrefix, or remove the construct there; if that stack is gone, delete the TXT record ${claimName(prefix, zone)}`;
  }
  if (refusal.startsWith('have ')) return `${what}: release those that are gone with {"action":"release"}`;
  return `${what}: deploy again`;
}

/** A change that Route 53 had no time for is sent again as long as it is fresh; after any other trouble the zone and the group are read again. */
async function write(world: DeployWorld, changes: readonly Change[], comment: string, readAt: number): Promise<string> {
  for (let pauses = 0; ; pauses += 1) {
    checkFresh(world.clock, readAt);
    try {
      return await world.zone.change(changes, comment);
    } catch (error) {
      if (!isThrottle(error as Error)) throw error;
    }
    await pause(world.clock, pauses);
  }
}

function commentOf({ moves }: Plan, zone: string): string {
  return moves.map((move) => sentence(move, zone)).join('; ');
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
