import { canonicalName, isWithin, nameProblem } from './domain-name';
import { Change, RecordSet } from './record-set';
import { valueProblem } from './record-value';
import { AwsError } from '../wire/aws-error';

/** A change whose record is whole; its name is in Route 53's form. */
export interface CheckedChange {
  readonly action: Change['action'];
  readonly record: RecordSet;
}

/**
 * What can be said of a change without knowing what is in the zone. The first malformed change ends the request.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
export function checkForm({ action, record }: Change, index: number): CheckedChange {
  const change = `Change with [Action=${action}, Name=${record.name}, Type=${record.type}, SetIdentifier=${record.setIdentifier ?? null}]`;
  const { ttl } = record;
  if (ttl === undefined || record.values.length === 0) {
    throw invalidInput('Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], '
      + `but found none in ${change}`);
  }
  if (record.setIdentifier !== undefined && record.weight === undefined) {
    throw invalidInput('Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig], '
      + `but found none in ${change}`);
  }
  if (record.weight !== undefined && record.setIdentifier === undefined) throw invalidInput(`Invalid request: Missing field 'SetIdentifier' in ${change}`);
  inRange(ttl, 2_147_483_647, `changeBatch.changes.${index + 1}.member.resourceRecordSet.tTL`);
  inRange(record.weight ?? 0, 255, `changeBatch.changes.${index + 1}.member.resourceRecordSet.weight`);
  inRange(record.setIdentifier?.length ?? 1, 128, `changeBatch.changes.${index + 1}.member.resourceRecordSet.setIdentifier`);
  return { action, record: { ...record, name: canonicalName(record.name), ttl } };
}

/** What Route 53 has against the record itself, wherever it came. */
export function recordProblems({ name, type, values }: RecordSet, zoneName: string): string[] {
  const problem = nameProblem(name);
  if (problem) return [problem];
  if (!isWithin(name, zoneName)) return [`RRSet with DNS name ${name} is not permitted in zone ${zoneName}`];
  if (type === 'CNAME' && name === zoneName) return [`RRSet of type CNAME with DNS name ${name} is not permitted at apex in zone ${zoneName}`];
  if (type === 'CNAME' && values.length > 1) return [`RRSet of type CNAME with DNS name ${name} may hold one resource record only`];
  const repeated = values.filter((value, index) => values.indexOf(value) < index).map((value) => `Duplicate Resource Record: '${value}'`);
  const wrong = values.map((value) => valueProblem(type, value)).filter((one) => one !== undefined).map((one) => `Invalid Resource Record: ${one}`);
  return [...repeated, ...wrong];
}

function inRange(value: number, most: number, member: string): void {
  const constraint = value > most ? `less than or equal to ${most}` : 'greater than or equal to 0';
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw invalidInput(`1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${constraint}`);
}

function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', message);
}
