import { claimFor } from './claim-of-registration';
import { Claimant } from './claimant';
import { release } from './release';
import { isThrottle } from '../aws/service-error';
import { Claim, parseClaim, ParsedClaim } from '../decide/claim';
import { sentence } from '../decide/move';
import { endpointName, MOST_ENDPOINTS } from '../names';
import { patiently, pause, Refusal } from './patience';
import { Current, plan, Plan } from '../decide/plan';
import { Change } from '../decide/record';
import { standing } from '../decide/serving';
import { checkFresh } from '../pass/freshness';
import { namesOf } from '../pass/look';
import { Registration } from '../settings';
import { DeployWorld } from '../world';

/** From the request on. CloudFormation waits five minutes for its answer, and the last attempt takes a while too. */
const WRITTEN_WITHIN_MS = 210_000;
const ANSWERED_WITHIN_MS = 270_000;
const IN_SYNC_WITHIN_MS = 120_000;
/** Route 53's servers know a change in less than a minute, rarely in less than ten seconds: a pause as after the third failure. */
const PROPAGATION_PAUSES = 3;

/**
 * Makes or changes the claim and does its first pass; returns the names once Route 53 serves them.
 *
 * @throws Refusal with a message that names the record and what to do
 */
export async function establish(world: DeployWorld, registration: Registration, claimant: Claimant): Promise<string[]> {
  const { clock } = world;
  const begun = clock.now();
  await patiently(clock, begun + WRITTEN_WITHIN_MS, () => confirmZone(world, registration));
  const { changeId, names } = await patiently(clock, begun + WRITTEN_WITHIN_MS, () => claimOnce(world, registration, claimant));
  if (changeId !== undefined) await untilInSync(world, changeId, Math.min(begun + ANSWERED_WITHIN_MS, clock.now() + IN_SYNC_WITHIN_MS));
  return names;
}

/** Gives the names back, if the claim is still this instance's. A missing zone or claim is success. */
export async function abandon(world: DeployWorld, registration: Registration, isMine: (claim: Claim) => boolean): Promise<void> {
  await patiently(world.clock, world.clock.now() + WRITTEN_WITHIN_MS, async () => {
    try {
      const { existing, current } = await read(world, registration.prefix);
      if (existing === undefined || !('claim' in existing) || !isMine(existing.claim)) return;
      const now = Math.floor(world.clock.now() / 1000);
      await world.zone.change(release(existing.claim, registration.retain, current, now), `${registration.prefix}: claim released`);
    } catch (error) {
      if ((error as Error).name !== 'NoSuchHostedZone') throw error;
    }
  });
}

async function confirmZone({ zone, zoneName }: DeployWorld, { hostedZoneId }: Registration): Promise<void> {
  const name = await zone.trueName();
  if (name !== zoneName) throw new Refusal(`hosted zone ${hostedZoneId} is named '${name}', got: '${zoneName}': import it with zoneName '${name}'`);
}

async function claimOnce(world: DeployWorld, registration: Registration, claimant: Claimant) {
  const { existing, current } = await read(world, registration.prefix);
  const readAt = world.clock.now();
  const group = registration.replicationGroupId.toLowerCase();
  const view = (await world.groups.reading().read([group])).get(group);
  if (view === undefined) throw new Refusal(`replication group ${group} was not found in this account and Region`);
  if (view.clusterMode) throw new Refusal(`replication group ${group} has cluster mode enabled: only cluster mode disabled has endpoints per replica`);
  const nodes = new Map(view.members.map(({ address, node }) => [address, node]));
  const now = Math.floor(world.clock.now() / 1000);
  const claim = claimFor(registration, claimant, existing, current.at, (address) => nodes.get(address), now);
  const planned = plan(claim, standing(view, claim.primary, claim.demotions, now), current, now);
  if (planned.doubt !== undefined) throw new Error(`${planned.doubt}: deploy again when it has one primary and is available`);
  if (existing !== undefined || !claimant.returning) refuseForeign(planned, existing, registration);
  refuseMissing(planned, registration);
  const comment = planned.moves.map((move) => sentence(move, world.zoneName)).join('; ') || `${registration.prefix}: claim written`;
  const changeId = planned.changes.length > 0 ? await write(world, planned.changes, comment, readAt) : undefined;
  for (const move of planned.moves) world.log(sentence(move, world.zoneName));
  return { changeId, names: planned.claim.endpoints.map((_, index) => endpointName(registration.prefix, index + 1, world.zoneName)) };
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

async function read(world: DeployWorld, prefix: string): Promise<{ existing: ParsedClaim | undefined; current: Current }> {
  const mostNames = namesOf({ prefix, endpointCount: MOST_ENDPOINTS, endpoints: [] }, world.zoneName);
  const zone = await world.zone.read(() => mostNames);
  const records = zone.claims.get(prefix) ?? [];
  const existing = records.length > 1 ? { problem: 'shares its name with other records' } : records[0] && parseClaim(prefix, records[0]);
  return { existing, current: { zone: world.zoneName, claim: records[0], at: (name) => zone.at(name) } };
}

/** A record in the way of a name that is new to the claim stops the deployment; one under an old name, as all of a returning claim are, is for the alarm. */
function refuseForeign(planned: Plan, existing: ParsedClaim | undefined, { prefix, zoneName }: Registration): void {
  const known = existing !== undefined && 'claim' in existing ? existing.claim.endpoints.length : 0;
  const old = new Set(Array.from({ length: known }, (_, index) => endpointName(prefix, index + 1, zoneName)));
  const [contest] = planned.contested.filter(({ name }) => !old.has(name));
  if (contest === undefined) return;
  throw new Refusal(`the name ${contest.name} is taken, got: ${contest.found}: delete that record, choose another cnamePrefix, or, `
    + 'if it is a simple CNAME that should become one of these names, set adoptExisting');
}

function refuseMissing({ claim }: Plan, { highestName = 0, replicationGroupId, prefix }: Registration): void {
  const count = claim.endpoints.length;
  if (highestName <= count) return;
  throw new Refusal(`endpointName(${highestName}) is used, but '${prefix}' has ${count} ${count === 1 ? 'name' : 'names'}, as ${replicationGroupId} has `
    + `as many replicas: use a lower number, add replicas, or set endpointCount to at least ${highestName}`);
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
