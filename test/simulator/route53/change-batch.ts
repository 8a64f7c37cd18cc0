import { NotModelled } from '../not-modelled';
import { Guardrails, Wording } from './guardrails';
import { InvalidChangeBatch } from './invalid-change-batch';
import { checkForm, CheckedChange, recordProblems, tooLong } from './proposed-change';
import { Protections } from './protections';
import { ChangeBatch, recordKey, RecordSet } from './record-set';
import { ZoneRecords } from './zone-records';
import { AwsError } from '../wire/aws-error';

/** What a zone checks besides the rules that hold for all zones. */
export interface ZoneSafety {
  readonly guardrails: Guardrails;
  readonly protections: Protections;
  readonly wording: Wording;
}

/**
 * All changes of a batch or none: answers with the records as they are after it, or throws everything Route 53 has against it.
 * Changes are judged one after the other against what the ones before them left, so a DELETE makes room for a CREATE behind it.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
export function applyBatch(zoneName: string, before: ZoneRecords, { changes, comment = '' }: ChangeBatch, safety?: ZoneSafety): ZoneRecords {
  if (changes.length === 0) {
    throw new AwsError('InvalidInput', "1 validation error detected: Value '[]' at 'changeBatch.changes' failed to satisfy constraint: "
      + 'Member must have length greater than or equal to 1');
  }
  // API_ChangeBatch.html
  if (comment.length > 256) throw tooLong(comment, 'changeBatch.comment', 256);
  const checked = changes.map(checkForm);
  checkSize(checked);

  const after = before.copy();
  const problems = [...repetitions(checked), ...checked.flatMap((change) => applyChange(zoneName, after, change))];
  if (safety) {
    problems.push(...safety.protections.problems(checked, safety.wording));
    if (problems.length === 0) problems.push(...safety.guardrails.problems(zoneName, checked, after, safety.wording));
  }
  if (problems.length > 0) throw new InvalidChangeBatch(problems);
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html: 10,000 records in a zone, more on request.
  if (after.size > 10_000) throw new NotModelled('a hosted zone of more than 10,000 records');
  return after;
}

function applyChange(zoneName: string, records: ZoneRecords, { action, record }: CheckedChange): string[] {
  const wrong = recordProblems(record, zoneName);
  if (wrong.length > 0) return wrong;
  if (record.name === zoneName && (record.type === 'SOA' || record.type === 'NS')) throw new NotModelled(`changing the ${record.type} record of a zone`);
  const standing = records.get(record);
  const problem = action === 'DELETE' ? deletionProblem(record, standing) : creationProblem(zoneName, records, record, action === 'CREATE' && !!standing);
  if (problem) return [problem];
  if (action === 'DELETE') records.delete(record);
  else records.set(record);
  return [];
}

// a record set is deleted only by whoever knows all of it; the values may come in any order.
function deletionProblem(record: RecordSet, standing: RecordSet | undefined): string | undefined {
  if (!standing) return `Tried to delete resource record set ${identity(record)} but it was not found`;
  const same = record.ttl === standing.ttl && record.weight === standing.weight
    && [...record.values].sort().join('\n') === [...standing.values].sort().join('\n');
  return same ? undefined : `Tried to delete resource record set ${identity(record)} but the values provided do not match the current values`;
}

function creationProblem(zoneName: string, records: ZoneRecords, record: RecordSet, exists: boolean): string | undefined {
  const { name, type, setIdentifier } = record;
  if (exists) return `Tried to create resource record set ${identity(record)} but it already exists`;
  const others = records.named(name).filter((other) => recordKey(other) !== recordKey(record));
  // a CNAME is alone under its name (ResourceRecordTypes.html#CNAMEFormat).
  if (type === 'CNAME' && others.some((other) => other.type !== 'CNAME')) {
    return `RRSet of type CNAME with DNS name ${name} is not permitted as it conflicts with other records with the same DNS name in zone ${zoneName}`;
  }
  if (type !== 'CNAME' && others.some((other) => other.type === 'CNAME')) {
    return `RRSet of type ${type} with DNS name ${name} is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zoneName}`;
  }
  const siblings = others.filter((other) => other.type === type);
  const which = `RRSet with DNS name ${name}, type ${type}, SetIdentifier ${setIdentifier ?? null} cannot be created as`;
  if (setIdentifier === undefined && siblings.length > 0) return `${which} other RRSets exist with the same name and type.`;
  if (siblings.some((other) => other.setIdentifier === undefined)) return `${which} a non-weighted set exists with the same name and type.`;
  if (siblings.some((other) => other.ttl !== record.ttl)) return `${which} weighted sets with the same name and type have another TTL.`;
  return siblings.length >= 100 ? `${which} 100 weighted sets exist with the same name and type.` : undefined;
}

// one change of a record, or its deletion and then its creation; Route 53 takes no other sequence for one record.
function repetitions(changes: readonly CheckedChange[]): string[] {
  const actions = new Map<string, { record: RecordSet; sequence: string }>();
  for (const { action, record } of changes) {
    const earlier = actions.get(recordKey(record));
    actions.set(recordKey(record), { record, sequence: earlier ? `${earlier.sequence} ${action}` : action });
  }
  return [...actions.values()].filter(({ sequence }) => sequence.includes(' ') && sequence !== 'DELETE CREATE')
    .map(({ record }) => `The request contains an invalid set of changes for a resource record set '${record.type} ${record.name}'`);
}

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html: UPSERT counts twice in both.
function checkSize(changes: readonly CheckedChange[]): void {
  const count = (size: (values: readonly string[]) => number) => changes
    .reduce((total, { action, record }) => total + size(record.values) * (action === 'UPSERT' ? 2 : 1), 0);
  if (count((values) => values.length) > 1000) throw new InvalidChangeBatch(['Number of records limit of 1000 exceeded.']);
  if (count((values) => values.join('').length) > 32_000) throw new InvalidChangeBatch(['Number of characters limit of 32000 exceeded.']);
}

function identity({ name, type, setIdentifier }: RecordSet): string {
  return setIdentifier === undefined ? `[name='${name}', type='${type}']` : `[name='${name}', type='${type}', set identifier='${setIdentifier}']`;
}
