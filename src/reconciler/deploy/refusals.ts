import { Refusal } from './patience';
import { Claim } from '../decide/claim';
import { claimText } from '../decide/claim-text';
import { Plan } from '../decide/plan';
import { claimName, endpointName } from '../names';
import { Registration } from '../settings';

/** What Route 53 takes as the value of a TXT record. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecord.html */
const LONGEST_VALUE = 4_000;

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
  const { length } = claimText(claim);
  // strings of 255 characters, each in quotes, with a space between them.
  const value = length + 3 * Math.ceil(length / 255);
  if (value <= LONGEST_VALUE) return;
  throw new Refusal(`the claim ${claimName(prefix, zoneName)} would have ${value} characters where Route 53 takes ${LONGEST_VALUE}, as it remembers `
    + `${claim.adopted?.found.length ?? 0} records that it found: delete some of them before, or set a lower endpointCount`);
}
