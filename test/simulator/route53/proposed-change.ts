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
  const member = `changeBatch.changes.${index + 1}.member.resourceRecordSet`;
  if (record.name.length > 1024) throw tooLong(record.name, `${member}.name`, 1024);
  const long = record.values.findIndex((value) => value.length > 4000);
  if (long >= 0) throw tooLong(record.values[long], `${member}.resourceRecords.${long + 1}.member.value`, 4000);
  if (ttl === undefined || record.values.length === 0) {
    throw invalidInput('Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], '
      + `but found none in ${change}`);
  }
  if (record.setIdentifier !== undefined && record.weight === undefined) {
    throw invalidInput('Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig], '
      + `but found none in ${change}`);
  }
  if (record.weight !== undefined && record.setIdentifier === undefined) throw invalidInput(`Invalid request: Missing field 'SetIdentifier' in ${change}`);
  inRange(ttl, 2_147_483_647, `${member}.tTL`);
  inRange(record.weight ?? 0, 255, `${member}.weight`);
  if (record.setIdentifier === '') throw constraintFailed('', `${member}.setIdentifier`, 'length greater than or equal to 1');
  if (record.setIdentifier !== undefined && record.setIdentifier.length > 128) throw tooLong(record.setIdentifier, `${member}.setIdentifier`, 128);
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

/** A text with more characters than the model of the API allows. */
export function tooLong(value: string, member: string, most: number): AwsError {
  return constraintFailed(value, member, `length less than or equal to ${most}`);
}

function inRange(value: number, most: number, member: string): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw constraintFailed(String(value), member, `value ${value > most ? `less than or equal to ${most}` : 'greater than or equal to 0'}`);
}

function constraintFailed(value: string, member: string, constraint: string): AwsError {
  return invalidInput(`1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have ${constraint}`);
}

function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', message);
}
