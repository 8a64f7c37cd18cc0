import { Assignment, assign } from './assign';
import { Claim, claimRecord, ELSEWHERE, Endpoint } from './claim';
import { fingerprint } from './fingerprint';
import { Move } from './move';
import { endpointName, MOST_ENDPOINTS, plainName } from '../names';
import { Change, cname, RecordSet, sameRecord } from './record';
import { Standing } from './serving';

/** A claimed name under which somebody else's record stands. */
export interface Contest {
  readonly name: string;
  readonly found: string;
}

export interface Plan {
  /** Why nothing may be written. */
  readonly doubt?: string;
  readonly moves: readonly Move[];
  readonly contested: readonly Contest[];
  /** All or nothing: the records and, around them, the swap of the claim. */
  readonly changes: readonly Change[];
  /** The claim as it is after the changes. */
  readonly claim: Claim;
}

/** The zone as far as a plan needs it. */
export interface Current {
  readonly zone: string;
  /** The record of the claim as read; undefined for a claim that is only being made. */
  readonly claim?: RecordSet;
  at(name: string): readonly RecordSet[];
}

/** Passes that agree on fewer names must be this far apart before one is removed. */
const REMOVED_AFTER = 60;
/** CloudFormation can still roll back what was adopted less than a day ago. */
export const ADOPTION_RETURNED_WITHIN = 24 * 60 * 60;

/**
 * What has to change so that the zone says what the group is. For each name of the claim:
 *
 * | desired        | current                          | change                                                         |
 * |----------------|----------------------------------|----------------------------------------------------------------|
 * | name -> a      | name -> a, as we wrote it        | none                                                           |
 * | name -> b      | name -> a, as we wrote it        | DELETE name -> a, CREATE name -> b                             |
 * | name -> a      | nothing                          | CREATE name -> a (new, or somebody deleted it)                 |
 * | name -> a      | name -> a, not as we wrote it    | none; ours again                                               |
 * | name -> a      | name -> a, and we never wrote it | none; contested                                                |
 * | name -> a      | anything else                    | none; contested                                                |
 * | none           | name -> a, as we wrote it        | DELETE, once a minute has confirmed that fewer names are wanted |
 * | none           | anything else                    | none; the name is given up                                     |
 *
 * Any change, and anything new to remember, also swaps the claim: DELETE as read, CREATE its successor.
 *
 * @param now seconds since the epoch
 */
export function plan(claim: Claim, group: Standing, current: Current, now: number): Plan {
  if (group.doubt !== undefined) return { doubt: group.doubt, moves: [], contested: [], changes: [], claim };
  const { count, fewer } = howMany(claim, group, now);
  const before: Assignment[] = Array.from({ length: count }, (_, index) => claim.endpoints[index] ?? { standIn: false });
  const lines = assign(before, group, claim.whenNoReplica).map((assignment, index) => line(claim, group, current, index, assignment));
  const removed = claim.endpoints.slice(count).map((endpoint, index) => removal(claim, current, count + index, endpoint));
  const changes = [...lines, ...removed].flatMap((each) => each.changes);
  const next: Claim = {
    ...claim,
    primary: group.primary,
    demotions: group.demotions,
    recoveries: group.recoveries,
    endpoints: lines.map(({ endpoint }) => endpoint),
    fewer,
    adopted: claim.adopted && now < claim.adopted.at + ADOPTION_RETURNED_WITHIN ? claim.adopted : undefined,
  };
  const swap = changes.length > 0 || worthRemembering(claim, next, current) ? swapClaim(current, next) : { changes: [], claim };
  return {
    moves: [...lines, ...removed].flatMap(({ move }) => move ?? []),
    contested: lines.flatMap(({ contest }) => contest ?? []),
    changes: [...changes, ...swap.changes],
    claim: swap.claim,
  };
}

/** As many names as listed replicas, at least one; or just as many as asked for. Fewer than there are only after a minute's thought. */
function howMany(claim: Claim, group: Standing, now: number): { count: number; fewer: Claim['fewer'] } {
  const wanted = claim.endpointCount ?? Math.min(Math.max(1, group.replicas.length), MOST_ENDPOINTS);
  const has = claim.endpoints.length;
  if (wanted >= has) return { count: wanted, fewer: undefined };
  const agreed = claim.fewer?.count === wanted ? claim.fewer : undefined;
  if (!group.steady) return { count: has, fewer: agreed };
  if (agreed === undefined) return { count: has, fewer: { count: wanted, since: now } };
  return now >= agreed.since + REMOVED_AFTER ? { count: wanted, fewer: undefined } : { count: has, fewer: agreed };
}

interface Line {
  readonly endpoint: Endpoint;
  readonly changes: readonly Change[];
  readonly move?: Move;
  readonly contest?: Contest;
}

function line(claim: Claim, group: Standing, current: Current, index: number, assignment: Assignment): Line {
  const name = endpointName(claim.prefix, index + 1, current.zone);
  const before = claim.endpoints[index] as Endpoint | undefined;
  const there = current.at(name);
  const address = assignment.node === undefined ? undefined : group.addresses.get(assignment.node);
  const desired = address !== undefined ? cname(name, address, claim.ttl) : undefined;
  if (desired === undefined) return { endpoint: before ?? { node: group.primary!, written: NEVER_WRITTEN, standIn: true }, changes: [] };
  const endpoint: Endpoint = { node: assignment.node!, standIn: assignment.standIn, written: written(desired) };
  const known = before !== undefined && before.written !== NEVER_WRITTEN;
  if (known && there.length === 1 && sameRecord(there[0], desired)) return { endpoint, changes: [] };
  const ours = known && there.length === 1 && isWritten(there[0], before.written);
  if (there.length > 0 && !ours) {
    return { endpoint: before ?? { ...endpoint, written: NEVER_WRITTEN }, changes: [], contest: { name, found: found(there) } };
  }
  return {
    endpoint,
    changes: [...there.map((record): Change => ({ action: 'DELETE', record })), { action: 'CREATE', record: desired }],
    move: { name, from: before?.node, to: endpoint.node, why: why(before, endpoint, there, group, claim) },
  };
}

function removal(claim: Claim, current: Current, index: number, endpoint: Endpoint): Omit<Line, 'endpoint'> {
  const name = endpointName(claim.prefix, index + 1, current.zone);
  const there = current.at(name);
  if (there.length !== 1 || !isWritten(there[0], endpoint.written)) return { changes: [] };
  return { changes: [{ action: 'DELETE', record: there[0] }], move: { name, from: endpoint.node, why: 'the group has fewer replicas' } };
}

/** Of a name that has had no record of ours: whatever stands there is somebody else's, even if it leads where we would. */
export const NEVER_WRITTEN = fingerprint('');

/** Fingerprint of a record that we write. */
export function written(record: RecordSet): string {
  return fingerprint(`${plainName(record.values[0])} ${record.ttl}`);
}

export function isWritten(record: RecordSet, fingerprinted: string): boolean {
  return record.type === 'CNAME' && record.simple && record.values.length === 1 && written(record) === fingerprinted;
}

function found(records: readonly RecordSet[]): string {
  return records.map(({ type, values, ttl, simple }) => `${simple ? '' : 'non-simple '}${type} ${values.join(' ')} ttl ${ttl}`).join('; ');
}

function why(before: Endpoint | undefined, after: Endpoint, there: readonly RecordSet[], group: Standing, claim: Claim): string {
  if (before === undefined || (before.node === ELSEWHERE && there.length === 0)) return 'the name is new';
  if (there.length === 0) return 'its record was missing';
  if (before.node === ELSEWHERE) return 'it was adopted';
  if (before.node === after.node) return there[0].ttl === claim.ttl ? `the endpoint of ${after.node} was renamed` : `the ttl is now ${claim.ttl} s`;
  if (before.node === group.primary) return claim.primary === group.primary ? 'a replica serves again' : `${before.node} became primary`;
  if (group.down.has(before.node)) return `${before.node} ${group.down.get(before.node)}`;
  return group.replicas.includes(before.node) ? 'the names level out' : `${before.node} left the group`;
}

/** A promotion by hand that only lapsed is forgotten with the next change: it is not worth one of its own. */
function worthRemembering(claim: Claim, next: Claim, current: Current): boolean {
  const known = new Set(next.demotions.map(({ node, at }) => `${node} ${at}`));
  const lapsed = claim.demotions.filter(({ node, at, byHand }) => byHand && !known.has(`${node} ${at}`));
  const compared = { ...next, demotions: [...next.demotions, ...lapsed].sort((one, other) => (one.node < other.node ? -1 : 1)), adopted: claim.adopted };
  return current.claim === undefined || !sameRecord(claimRecord(compared, current.zone), current.claim);
}

function swapClaim(current: Current, next: Claim): { changes: Change[]; claim: Claim } {
  const claim = { ...next, generation: next.generation + 1 };
  const create: Change = { action: 'CREATE', record: claimRecord(claim, current.zone) };
  return { changes: current.claim === undefined ? [create] : [{ action: 'DELETE', record: current.claim }, create], claim };
}
