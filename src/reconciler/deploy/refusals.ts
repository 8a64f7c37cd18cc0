import { ClaimsRead } from './claims-read';
import { Deployment } from './deployment';
import { Refusal } from './patience';
import { Claim } from '../decide/claim';
import { claimRecord } from '../decide/claim-text';
import { Plan } from '../decide/plan';
import { claimName, endpointName } from '../names';
import { Registration } from '../settings';

/** What Route 53 takes as the value of a TXT record. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecord.html */
const LONGEST_VALUE = 4_000;
/** Kept free: a pass that has to remember demotions and stand-ins must never fail for want of room. */
const ROOM = 300;

/** Records in the way of names that are new to the claim stop the deployment; those under old names are for the alarm. All of them are told at once. */
export function refuseForeign({ contested }: Plan, before: Claim | undefined, { prefix, zoneName }: Registration): void {
  const old = new Set((before?.endpoints ?? []).map((_, index) => endpointName(prefix, index + 1, zoneName)));
  const taken = contested.filter(({ name }) => !old.has(name));
  if (taken.length === 0) return;
  const [names, records, them] = taken.length === 1 ? [`the name ${taken[0].name} is`, 'that record', 'it is a simple CNAME to a node'] : [
    `the names ${taken.map(({ name }) => name).join(', ')} are`, 'those records', 'they are simple CNAMEs to nodes',
  ];
  throw new Refusal(`${names} taken, got: ${taken.map(({ found }) => found).join('; ')}: delete ${records}, choose another cnamePrefix, or, if ${them} of the `
    + 'replication group, set adoptExisting');
}

export function refuseMissing({ claim }: Plan, { highestName = 0, replicationGroupId, prefix }: Registration): void {
  const count = claim.endpoints.length;
  if (highestName <= count) return;
  throw new Refusal(`endpointName(${highestName}) is used, but '${prefix}' has ${count} ${count === 1 ? 'name' : 'names'}, as ${replicationGroupId} has `
    + `as many replicas: use a lower number, add replicas, or set endpointCount to at least ${highestName}`);
}

/** A claim that remembers many long records that it found can be too long for a record of its own. */
export function refuseLong(claim: Claim, { prefix }: Registration, zoneName: string): void {
  const { name, values: [{ length }] } = claimRecord(claim, zoneName);
  if (length <= LONGEST_VALUE - ROOM) return;
  throw new Refusal(`the claim ${name} would have ${length} characters where Route 53 takes ${LONGEST_VALUE}, and ${ROOM} must be left for '${prefix}' to follow its `
    + `group, as it remembers ${claim.adopted?.found.length ?? 0} records that it found: delete some of them before, or set a lower endpointCount`);
}

/**
 * Who holds a claim that can't be read is not known. If it speaks of the holder that the request is about, the request must not pass for done; what speaks of
 * others is theirs.
 */
export function refuseUnreadable({ unreadable }: ClaimsRead, { instance, holder: { stack, resource } }: Deployment, zoneName: string): void {
  for (const [prefix, { problem, text }] of unreadable) {
    if (!(instance === undefined ? text.includes(stack) && text.includes(resource) : text.includes(instance))) continue;
    throw new Refusal(`the record ${claimName(prefix, zoneName)} ${problem}: delete it and the names of '${prefix}', then delete again`);
  }
}

/**
 * What to do about a request that is refused for who holds the names.
 *
 * @param before what kept it from being served earlier
 */
export function lifeRefusal(refusal: string, { prefix }: Registration, zoneName: string, before?: Error): string {
  const what = `the names of '${prefix}' ${refusal}`;
  if (refusal.startsWith('were retained')) return `${what}: set adoptExisting to take them over`;
  if (refusal.startsWith('are claimed')) {
    return `${what}: choose another cnamePrefix, or remove the construct there; if that stack is gone, delete the TXT record ${claimName(prefix, zoneName)}`;
  }
  if (refusal.startsWith('have ')) return `${what}: release those that are gone with {"action":"release"}`;
  return before === undefined ? `${what}: deploy again` : `${what}, got until then: ${before.message}`;
}
