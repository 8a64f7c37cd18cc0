import { Assignment } from './assign';
import { Claim, ELSEWHERE, Endpoint } from './claim';
import { Move } from './move';
import type { Contest, Current } from './plan';
import { endpointName } from '../names';
import { Change, cname, RecordSet, sameRecord } from './record';
import { Standing } from './serving';
import { isOurs, NEVER_WRITTEN, written } from './written';

/** What becomes of one name. */
export interface Line {
  readonly endpoint: Endpoint;
  readonly changes: readonly Change[];
  readonly move?: Move;
  readonly contest?: Contest;
}

export function line(claim: Claim, group: Standing, current: Current, index: number, assignment: Assignment): Line {
  const name = endpointName(claim.prefix, index + 1, current.zone);
  const before = claim.endpoints[index] as Endpoint | undefined;
  const there = current.at(name);
  const address = assignment.node === undefined ? undefined : group.addresses.get(assignment.node);
  const desired = address !== undefined ? cname(name, address, claim.ttl) : undefined;
  if (desired === undefined) return { endpoint: before ?? { node: group.primary!, written: NEVER_WRITTEN, standIn: true }, changes: [] };
  const endpoint: Endpoint = { node: assignment.node!, standIn: assignment.standIn, written: written(desired) };
  const known = before !== undefined && before.written !== NEVER_WRITTEN;
  if (known && there.length === 1 && sameRecord(there[0], desired)) return { endpoint, changes: [] };
  const ours = known && there.length === 1 && isOurs(there[0], before.written, [...group.addresses.values()]);
  if (there.length > 0 && !ours) {
    return { endpoint: before ?? { ...endpoint, written: NEVER_WRITTEN }, changes: [], contest: { name, found: found(there) } };
  }
  const refused = current.refused?.names.get(name);
  if (refused !== undefined) return { endpoint: before ?? { ...endpoint, written: NEVER_WRITTEN }, changes: [], contest: { name, refused } };
  return {
    endpoint,
    changes: [...there.map((record): Change => ({ action: 'DELETE', record })), { action: 'CREATE', record: desired }],
    move: { name, from: before?.node, to: endpoint.node, why: why(before, endpoint, there, group, claim) },
  };
}

export function removal(claim: Claim, group: Standing, current: Current, index: number, endpoint: Endpoint): Omit<Line, 'endpoint'> {
  const name = endpointName(claim.prefix, index + 1, current.zone);
  const there = current.at(name);
  if (there.length !== 1 || !isOurs(there[0], endpoint.written, [...group.addresses.values()])) return { changes: [] };
  return { changes: [{ action: 'DELETE', record: there[0] }], move: { name, from: endpoint.node, why: 'the group has fewer replicas' } };
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
