import { labels } from './domain-name';
import { RecordSet } from './record-set';

type Position = Pick<RecordSet, 'name' | 'type' | 'setIdentifier'>;

/**
 * What of a name is compared: its characters (`*` comes before `.` and digits), or the text that Route 53 answers with (`\052` comes behind
 * them). The API reference counts `*` among the characters before the dot, which speaks for the first; nobody has measured it, so that a story
 * about wildcards is told both ways.
 */
export type NameOrder = 'characters' | 'escapes';

/**
 * The order of ListResourceRecordSets: labels reversed and compared as ASCII with the trailing dot (so `a-b` comes before `a`), then the
 * type, then the set identifier.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
export function recordOrder(order: NameOrder): (a: Position, b: Position) => number {
  const key = order === 'characters' ? byCharacters : byEscapes;
  return (a, b) => compare(key(a.name), key(b.name)) || compare(a.type, b.type) || compare(a.setIdentifier ?? '', b.setIdentifier ?? '');
}

function byCharacters(name: string): string {
  return `${labels(name).reverse().join('.')}.`;
}

function byEscapes(name: string): string {
  return `${name.replace(/\.$/, '').split('.').reverse().join('.')}.`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
