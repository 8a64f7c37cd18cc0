import { plainName } from '../names';

/** A record set as this program sees it. Names are plain: lower case, without a trailing dot. */
export interface RecordSet {
  readonly name: string;
  readonly type: string;
  /** Seconds; an alias has none. */
  readonly ttl?: number;
  /** As stored: a DELETE must repeat them exactly. */
  readonly values: readonly string[];
  /** Simple routing, no alias: the only kind this program writes, deletes or adopts. */
  readonly simple: boolean;
}

/** Delete exact, create new; never overwrite. */
export interface Change {
  readonly action: 'DELETE' | 'CREATE';
  readonly record: RecordSet;
}

export function cname(name: string, target: string, ttl: number): RecordSet {
  return { name, type: 'CNAME', ttl, values: [target], simple: true };
}

/** TXT values are quoted strings of at most 255 characters each; Route 53 takes several for one value. */
export function txt(name: string, text: string, ttl: number): RecordSet {
  const strings = text.match(/.{1,255}/gs) ?? [''];
  return { name, type: 'TXT', ttl, values: [strings.map((string) => `"${string}"`).join(' ')], simple: true };
}

/** The text of a TXT value that `txt` wrote, or undefined when somebody else wrote it differently. */
export function textOf(record: RecordSet): string | undefined {
  const [value, ...more] = record.values;
  if (value === undefined || more.length > 0 || !/^"[^"\\]*"( "[^"\\]*")*$/.test(value)) return undefined;
  return value.slice(1, -1).split('" "').join('');
}

/** The target of a CNAME is a name: its trailing dot and capitals make no difference. */
export function sameRecord(one: RecordSet, other: RecordSet): boolean {
  const values = (record: RecordSet) => record.values.map((value) => comparable(record, value)).join('\n');
  return one.name === other.name && one.type === other.type && one.ttl === other.ttl && one.simple && other.simple && values(one) === values(other);
}

function comparable({ type }: RecordSet, value: string): string {
  return type === 'CNAME' ? plainName(value) : value;
}
