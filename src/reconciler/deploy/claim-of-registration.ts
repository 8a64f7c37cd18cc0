import { Claimant } from './claimant';
import { fingerprint } from '../decide/fingerprint';
import { claimName, endpointName, MOST_REPLICAS, plainName } from '../names';
import { Refusal } from './patience';
import { Claim, ELSEWHERE, Endpoint, FoundRecord, ParsedClaim } from '../decide/claim';
import { NEVER_WRITTEN, written } from '../decide/plan';
import { RecordSet } from '../decide/record';
import { Registration } from '../settings';

/**
 * The claim that a registration makes, before its first plan.
 *
 * | in the zone                              | the claim                                                             |
 * |------------------------------------------|-----------------------------------------------------------------------|
 * | no claim                                 | a new one                                                             |
 * | no claim, but it has had one             | a new one, with the names that lead to the group's nodes: somebody deleted the claim alone |
 * | a claim of the same stack                | taken over: new instance and registration, same names (a renamed construct) |
 * | a claim that a deleted stack retained    | taken over with `adoptExisting`, else refused                         |
 * | a claim of another owner                 | refused                                                               |
 * | something unreadable, or a newer format  | refused                                                               |
 *
 * @param nodeAt the node behind an address
 * @throws Refusal
 */
export function claimFor(
  registration: Registration,
  claimant: Claimant,
  existing: ParsedClaim | undefined,
  at: (name: string) => readonly RecordSet[],
  nodeAt: (address: string) => string | undefined,
  now: number,
): Claim {
  const { returning, ...identity } = claimant;
  const registered = {
    prefix: registration.prefix,
    ...identity,
    group: registration.replicationGroupId.toLowerCase(),
    ttl: registration.ttl,
    endpointCount: registration.endpointCount,
    whenNoReplica: registration.whenNoReplica,
    topic: registration.topicArn === undefined ? undefined : fingerprint(registration.topicArn),
  };
  if (existing !== undefined) {
    const claim = taken(existing, registration, claimant);
    const remembered = claim.group === registered.group ? claim : { ...claim, primary: undefined, demotions: [], recoveries: [] };
    return { ...remembered, ...registered, fewer: undefined };
  }
  const { endpoints, found } = returning || registration.adoptExisting ? existingNames(registration, at, nodeAt) : { endpoints: [], found: [] };
  const returned = returning ? [] : found;
  return { ...registered, demotions: [], recoveries: [], endpoints, adopted: returned.length > 0 ? { at: now, found: returned } : undefined, generation: 0 };
}

function taken(existing: ParsedClaim, { prefix, zoneName, adoptExisting }: Registration, claimant: Claimant): Claim {
  const name = claimName(prefix, zoneName);
  if ('problem' in existing) throw new Refusal(`the record ${name} ${existing.problem}: delete it, or choose another cnamePrefix`);
  const { claim } = existing;
  if (claim.owner === claimant.owner || (claim.owner === undefined && adoptExisting)) return claim;
  throw new Refusal(claim.owner === undefined
    ? `the names of '${prefix}' were retained by a stack that is gone: set adoptExisting to take them over`
    : `the names of '${prefix}' are claimed by another stack, got: ${claim.owner}: choose another cnamePrefix, or remove the construct there; `
      + `if that stack is gone, delete the TXT record ${name}`);
}

/**
 * Simple CNAMEs under the names to be, and the ones numbered on without a gap: the blog's function never deleted any. Only those that lead to the group's
 * nodes, when they are to be found again, not adopted.
 */
function existingNames(
  { prefix, zoneName, endpointCount = MOST_REPLICAS, adoptExisting }: Registration,
  at: (name: string) => readonly RecordSet[],
  nodeAt: (address: string) => string | undefined,
) {
  const endpoints: Endpoint[] = [];
  const found: FoundRecord[] = [];
  for (let number = 1; number <= endpointCount; number += 1) {
    const [record, ...more] = at(endpointName(prefix, number, zoneName));
    const isPlain = record !== undefined && more.length === 0 && record.simple && record.type === 'CNAME' && /^[\w.-]+$/.test(record.values[0]);
    const node = isPlain ? nodeAt(plainName(record.values[0])) ?? (adoptExisting ? ELSEWHERE : undefined) : undefined;
    if (node !== undefined) found.push({ number, target: record.values[0], ttl: record.ttl! });
    endpoints.push(node !== undefined
      ? { node, written: written(record), standIn: false }
      : { node: ELSEWHERE, written: NEVER_WRITTEN, standIn: false });
  }
  return { endpoints: endpoints.slice(0, found.at(-1)?.number ?? 0), found };
}
