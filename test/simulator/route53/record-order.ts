import { RecordSet } from './record-set';

type Position = Pick<RecordSet, 'name' | 'type' | 'setIdentifier'>;

/**
 * The order of ListResourceRecordSets: labels reversed and compared as ASCII with the trailing dot (so `a-b` comes before `a`), then the
 * type, then the set identifier.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
export function compareRecords(a: Position, b: Position): number {
  return compare(sortName(a.name), sortName(b.name)) || compare(a.type, b.type) || compare(a.setIdentifier ?? '', b.setIdentifier ?? '');
}

function sortName(name: string): string {
  return `${name.replace(/\.$/, '').split('.').reverse().join('.')}.`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
