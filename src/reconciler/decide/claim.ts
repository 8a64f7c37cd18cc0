import { claimName } from '../names';
import { RecordSet, textOf, txt } from './record';
import { WhenNoReplica } from '../settings';

/** What one of a claim's names was last given. */
export interface Endpoint {
  readonly node: string;
  /** Fingerprint of the record last written: tells a hand edit from our own, and survives a renamed endpoint. */
  readonly written: string;
  /** The name was led away from a node that went; it is the first to move on when the group levels out. */
  readonly standIn: boolean;
}

/** Stands for the node of a name that was adopted while it led to no node of the group. */
export const ELSEWHERE = 'elsewhere';

/** A node that was the primary until `at` (seconds since the epoch). */
export interface Demotion {
  readonly node: string;
  readonly at: number;
  /** It gave its role away while automatic failover was disabled. */
  readonly byHand?: boolean;
}

/** A node that ElastiCache has been replacing since `at` (seconds since the epoch). */
export interface Recovery {
  readonly node: string;
  readonly at: number;
}

/** A record that stood under a name when it was adopted; its target and ttl. */
export interface FoundRecord {
  readonly number: number;
  readonly target: string;
  readonly ttl: number;
}

/**
 * The registration of one prefix in a zone, kept in the zone itself as a TXT record. Every batch deletes the claim it read and creates
 * its successor: with Route 53's all-or-nothing rule that is a compare-and-swap.
 */
export interface Claim {
  readonly prefix: string;
  /** Fingerprint of the reconciler that serves the claim. */
  readonly reconciler: string;
  /** Stack name and fingerprint; undefined when the claim was retained by a stack that is gone. */
  readonly owner?: string;
  /** The one custom resource that may release the claim. */
  readonly instance: string;
  readonly group: string;
  readonly ttl: number;
  readonly endpointCount?: number;
  readonly whenNoReplica: WhenNoReplica;
  /** Fingerprint of the topic that the group should publish to. */
  readonly topic?: string;
  /** The primary last seen. */
  readonly primary?: string;
  readonly demotions: readonly Demotion[];
  readonly recoveries: readonly Recovery[];
  /** The names 1, 2, ... in order. */
  readonly endpoints: readonly Endpoint[];
  /** Fewer names were wanted first at `since`; names are removed when that still holds a minute later. */
  readonly fewer?: { readonly count: number; readonly since: number };
  /** What was found and replaced at `at`: put back when the claim is released soon after. */
  readonly adopted?: { readonly at: number; readonly found: readonly FoundRecord[] };
  readonly generation: number;
}

export type ParsedClaim = { readonly claim: Claim } | { readonly problem: string };

const VERSION = '1';
/** Nobody resolves a claim; the shortest cache does no harm. */
const CLAIM_TTL = 60;

export function claimRecord(claim: Claim, zone: string): RecordSet {
  return txt(claimName(claim.prefix, zone), claimText(claim), CLAIM_TTL);
}

/**
 * One text of `key=value` words, without quotes or backslashes, so that it reads well in a console and costs few of Route 53's characters:
 *
 *     v=1 r=5f0c2a11 o=Shop/91be02cd i=a1b2c3d4e5 g=orders t=10 w=P p=-001 m=-002:0fa3b1c2,-003*:77aa01be s=4
 *
 * Nodes are shortened by the group's id: `orders-002` is `-002`.
 */
export function claimText(claim: Claim): string {
  const short = (node: string) => (node.startsWith(`${claim.group}-`) ? node.slice(claim.group.length) : node);
  const words: [string, string | number | undefined][] = [
    ['v', VERSION],
    ['r', claim.reconciler],
    ['o', claim.owner],
    ['i', claim.instance],
    ['g', claim.group],
    ['t', claim.ttl],
    ['n', claim.endpointCount],
    ['w', claim.whenNoReplica === 'KEEP' ? 'K' : 'P'],
    ['y', claim.topic],
    ['p', claim.primary && short(claim.primary)],
    ['d', list(claim.demotions.map(({ node, at, byHand }) => `${short(node)}${byHand ? '~' : '@'}${at}`))],
    ['u', list(claim.recoveries.map(({ node, at }) => `${short(node)}@${at}`))],
    ['m', list(claim.endpoints.map(({ node, written, standIn }) => `${short(node)}${standIn ? '*' : ''}:${written}`))],
    ['q', claim.fewer && `${claim.fewer.count}@${claim.fewer.since}`],
    ['a', claim.adopted && [claim.adopted.at, ...claim.adopted.found.map(({ number, target, ttl }) => `${number}/${target}/${ttl}`)].join(',')],
    ['s', claim.generation],
  ];
  return words.filter(([, value]) => value !== undefined).map(([key, value]) => `${key}=${value}`).join(' ');
}

function list(items: readonly string[]): string | undefined {
  return items.length > 0 ? items.join(',') : undefined;
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

const KNOWN = new Set('vroigtnwypdumqas'.split(''));

function readClaim(prefix: string, words: ReadonlyMap<string, string>): Claim {
  const unknown = [...words.keys()].find((key) => !KNOWN.has(key));
  if (unknown !== undefined) throw new Error(`unknown word '${unknown}'`);
  const group = pattern(words, 'g', /^[a-z][a-z0-9-]*$/);
  const long = (node: string) => (node.startsWith('-') ? `${group}${node}` : node);
  const items = (key: string, form: RegExp) => (words.get(key)?.split(',') ?? []).map((item) => {
    const match = form.exec(item);
    if (!match) throw new Error(`${key}=${item}`);
    return match;
  });
  const [adoptedAt, ...found] = words.get('a')?.split(',') ?? [];
  const [fewer] = items('q', /^(\d+)@(\d+)$/);
  return {
    prefix,
    reconciler: pattern(words, 'r', /^[0-9a-f]{8}$/),
    owner: words.get('o'),
    instance: pattern(words, 'i', /^[0-9a-z]+$/),
    group,
    ttl: Number(pattern(words, 't', /^\d{1,10}$/)),
    endpointCount: words.has('n') ? Number(pattern(words, 'n', /^\d{1,2}$/)) : undefined,
    whenNoReplica: pattern(words, 'w', /^[PK]$/) === 'K' ? 'KEEP' : 'PRIMARY',
    topic: words.get('y'),
    primary: words.has('p') ? long(words.get('p')!) : undefined,
    demotions: items('d', /^([a-z0-9-]+)([@~])(\d+)$/).map(([, node, sign, at]) => ({ node: long(node), at: Number(at), ...sign === '~' && { byHand: true } })),
    recoveries: items('u', /^([a-z0-9-]+)@(\d+)$/).map(([, node, at]) => ({ node: long(node), at: Number(at) })),
    endpoints: items('m', /^([a-z0-9-]+)(\*?):([0-9a-f]{8})$/).map(([, node, star, written]) => ({ node: long(node), written, standIn: star === '*' })),
    fewer: fewer && { count: Number(fewer[1]), since: Number(fewer[2]) },
    adopted: adoptedAt === undefined ? undefined : { at: Number(adoptedAt), found: found.map(readFound) },
    generation: Number(pattern(words, 's', /^\d+$/)),
  };
}

function pattern(words: ReadonlyMap<string, string>, key: string, form: RegExp): string {
  const value = words.get(key);
  if (value === undefined || !form.test(value)) throw new Error(`${key}=${value}`);
  return value;
}

function readFound(item: string): FoundRecord {
  const match = /^(\d+)\/([^/]+)\/(\d+)$/.exec(item);
  if (!match) throw new Error(`a=${item}`);
  return { number: Number(match[1]), target: match[2], ttl: Number(match[3]) };
}
