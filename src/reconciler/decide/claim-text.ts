import { Claim, Demotion, EarlierHolder, Endpoint, FoundRecord, Holder, Recovery } from './claim';
import { earlierText, parseEarlier } from './earlier-text';
import { RecordSet, textOf, txt } from './record';
import { flag, list, matched, optional, required, Word } from './word';
import { claimName } from '../names';

/**
 * A claim is one text of `key=value` words, without quotes or backslashes, so that it reads well in a console and costs few of Route 53's characters:
 *
 *     v=1 r=5f0c2a11 o=Shop/91be02cd/4fe01a22 i=a1b2c3d4e5 l=0b1c2d3e b=1700000000 g=orders t=10 w=P p=-001 m=-002:0fa3b1c2,-003*:77aa01be s=4
 *
 * Nodes are shortened by the group's id: `orders-002` is `-002`.
 *
 * A word that a version does not know is a problem: it may change what the claim means. A later version that adds one which an earlier one need not
 * understand gives it a capital letter; it is carried along, so that a rollback of the library finds its claims readable. A word is left out while it says
 * nothing.
 */
const VERSION = '1';
const CARRIED = /^[A-Z]$/;

export type ParsedClaim = { readonly claim: Claim } | { readonly problem: string };

/** A claim with the parts of its holder laid out: one field for each word. */
interface Flat extends Omit<Claim, 'prefix' | 'holder' | 'carried'> {
  readonly owner?: Pick<Holder, 'stack' | 'place'>;
  readonly instance?: string;
  readonly resource?: string;
  readonly since?: number;
  readonly keep: boolean;
}

const FINGERPRINT = /^[0-9a-f]{8}$/;

/** Every word, in the order in which they are written. */
const WORDS: { readonly [Field in keyof Required<Flat>]: Word<Flat[Field]> } = {
  reconciler: required('r', FINGERPRINT),
  owner: {
    key: 'o',
    write: (owner) => owner && `${owner.stack}/${owner.place}`,
    read: (text) => {
      if (text === undefined) return undefined;
      const [, stack, place] = matched('o', text, /^(.+\/[0-9a-f]{8})\/([0-9a-f]{8})$/);
      return { stack, place };
    },
  },
  instance: optional('i', /^[0-9a-z]+$/, (text) => text),
  resource: optional('l', FINGERPRINT, (text) => text),
  since: optional('b', /^\d{1,10}$/, Number),
  keep: flag('k'),
  group: required('g', /^[a-z][a-z0-9-]*$/),
  ttl: { key: 't', write: String, read: (text) => Number(matched('t', text, /^\d{1,10}$/)[0]) },
  endpointCount: optional('n', /^\d{1,2}$/, Number),
  whenNoReplica: {
    key: 'w',
    write: (value) => (value === 'KEEP' ? 'K' : 'P'),
    read: (text) => (matched('w', text, /^[PK]$/)[0] === 'K' ? 'KEEP' : 'PRIMARY'),
  },
  topic: optional('y', FINGERPRINT, (text) => text),
  primary: { key: 'p', write: (node, group) => node && short(node, group), read: (text, group) => (text === undefined ? undefined : long(text, group)) },
  demotions: list<Demotion>('d', /^([a-z0-9-]+)([@~])(\d+)$/, ({ node, at, byHand }, group) => `${short(node, group)}${byHand ? '~' : '@'}${at}`,
    ([, node, sign, at], group) => ({ node: long(node, group), at: Number(at), ...sign === '~' && { byHand: true } })),
  recoveries: list<Recovery>('u', /^([a-z0-9-]+)@(\d+)$/, ({ node, at }, group) => `${short(node, group)}@${at}`,
    ([, node, at], group) => ({ node: long(node, group), at: Number(at) })),
  endpoints: list<Endpoint>('m', /^([a-z0-9-]+)(\*?):([0-9a-f]{8})$/, ({ node, written, standIn }, group) => `${short(node, group)}${standIn ? '*' : ''}:${written}`,
    ([, node, star, written], group) => ({ node: long(node, group), written, standIn: star === '*' })),
  fewer: {
    key: 'q',
    write: (fewer) => fewer && `${fewer.count}@${fewer.since}`,
    read: (text) => {
      if (text === undefined) return undefined;
      const [, count, since] = matched('q', text, /^(\d+)@(\d+)$/);
      return { count: Number(count), since: Number(since) };
    },
  },
  adopted: {
    key: 'a',
    write: (adopted) => adopted && [...adopted.retained ? ['R'] : [], ...adopted.found.map(({ number, target, ttl }) => `${number}/${target}/${ttl}`)].join(','),
    read: (text) => {
      const items = text?.split(',').filter((item) => item !== '');
      return items && { retained: items[0] === 'R', found: items.slice(items[0] === 'R' ? 1 : 0).map(readFound) };
    },
  },
  earlier: list<EarlierHolder>('h', /^[^;]+(;[^;]*){12}$/, earlierText, ([item]) => parseEarlier(item)),
  generation: { key: 's', write: String, read: (text) => Number(matched('s', text, /^\d+$/)[0]) },
};

/** Nobody resolves a claim; the shortest cache does no harm. */
const CLAIM_TTL = 60;

const FIELDS = Object.keys(WORDS) as (keyof Flat)[];
const KNOWN = new Set(['v', ...FIELDS.map((field) => WORDS[field].key)]);

export function claimRecord(claim: Claim, zone: string): RecordSet {
  return txt(claimName(claim.prefix, zone), claimText(claim), CLAIM_TTL);
}

export function claimText(claim: Claim): string {
  const flat = flatOf(claim);
  const words = FIELDS.flatMap((field) => {
    const { key, write } = WORDS[field] as Word<unknown>;
    const value = write(flat[field], claim.group);
    return value === undefined ? [] : [`${key}=${value}`];
  });
  return [`v=${VERSION}`, ...words, ...claim.carried ?? []].join(' ');
}

/** Reads a claim back. What this version can't read completely is a problem, never half a claim. */
export function parseClaim(prefix: string, record: RecordSet): ParsedClaim {
  const text = record.type === 'TXT' && record.simple ? textOf(record) : undefined;
  const words = new Map(text?.split(' ').map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const));
  if (!/^\d+$/.test(words.get('v') ?? '')) return { problem: `is not a claim of this library, got: ${record.type} ${record.values.join(' ')}` };
  if (words.get('v') !== VERSION) return { problem: `has format version ${words.get('v')}, which this version of the library does not know` };
  try {
    const claim = readClaim(prefix, words);
    // a word that is there twice, or has more in it than was read, would be lost when the claim is written back.
    if (claimText(claim) !== text) throw new Error(`not as this version writes it, got: ${text}`);
    return { claim };
  } catch (error) {
    return { problem: `can't be read: ${(error as Error).message}` };
  }
}

function readClaim(prefix: string, words: ReadonlyMap<string, string>): Claim {
  const others = [...words].filter(([key]) => !KNOWN.has(key));
  const unknown = others.find(([key]) => !CARRIED.test(key));
  if (unknown !== undefined) throw new Error(`unknown word '${unknown[0]}'`);
  const group = WORDS.group.read(words.get('g'), '');
  const flat = Object.fromEntries(FIELDS.map((field) => [field, WORDS[field].read(words.get(WORDS[field].key), group)])) as unknown as Flat;
  const { owner, instance, resource, since, keep, ...rest } = flat;
  const parts = [owner, instance, resource, since];
  if (parts.some((part) => part === undefined) && (keep || parts.some((part) => part !== undefined))) throw new Error('half a holder');
  const holder = owner && { ...owner, instance: instance!, resource: resource!, since: since!, keep };
  const carried = others.map(([key, value]) => `${key}=${value}`);
  return { prefix, ...rest, holder, ...carried.length > 0 && { carried } };
}

function flatOf({ holder, ...claim }: Claim): Flat {
  const { stack, place, instance, resource, since, keep = false } = holder ?? {};
  return { ...claim, owner: stack === undefined ? undefined : { stack, place: place! }, instance, resource, since, keep };
}

function readFound(item: string): FoundRecord {
  const [, number, target, ttl] = matched('a', item, /^(\d+)\/([^/]+)\/(\d+)$/);
  return { number: Number(number), target, ttl: Number(ttl) };
}

function short(node: string, group: string): string {
  return node.startsWith(`${group}-`) ? node.slice(group.length) : node;
}

function long(node: string, group: string): string {
  return node.startsWith('-') ? `${group}${node}` : node;
}
