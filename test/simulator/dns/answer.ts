import { Answer, Question } from 'dns-packet';
import { canonicalName, isWithin } from '../route53/domain-name';
import { HostedZone } from '../route53/hosted-zone';
import { RecordSet } from '../route53/record-set';

/** What a name server says to one question. */
export interface Reply {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED';
  readonly answers: Answer[];
  readonly authorities: Answer[];
}

/** Finds the address of a host outside the zones: ElastiCache's endpoints. */
export type Hosts = (name: string) => string | undefined;

// the TTL of ElastiCache's own records is not documented.
const HOST_TTL = 60;

/** Names lead on to names at most this often. */
const LONGEST_CHAIN = 8;

/**
 * The answer from the records that have propagated, with a CNAME followed as far as the zones and the hosts lead. `turn` picks among
 * weighted records.
 */
export function reply(zones: readonly HostedZone[], hosts: Hosts, { name, type }: Question, turn: number): Reply {
  const answers: Answer[] = [];
  let asked = canonicalName(name);
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const host = hosts(asked.slice(0, -1));
    if (host !== undefined) {
      if (type === 'A') answers.push({ type: 'A', name: asked, ttl: HOST_TTL, data: host });
      return { rcode: 'NOERROR', answers, authorities: [] };
    }
    const zone = zoneOf(zones, asked);
    // a name server is silent about names of others; the CNAME itself is still an answer.
    if (!zone) return { rcode: answers.length > 0 ? 'NOERROR' : 'REFUSED', answers, authorities: [] };
    const records = recordsUnder(zone, asked);
    if (!records) return { rcode: 'NXDOMAIN', answers, authorities: [startOfAuthority(zone)] };

    const found = pick(records.filter((record) => record.type === type), turn);
    if (found) return { rcode: 'NOERROR', answers: [...answers, ...toAnswers(found, asked)], authorities: [] };
    const alias = pick(records.filter((record) => record.type === 'CNAME'), turn);
    if (!alias) return { rcode: 'NOERROR', answers, authorities: [startOfAuthority(zone)] };
    answers.push(...toAnswers(alias, asked));
    asked = canonicalName(alias.values[0]);
  }
  return { rcode: 'NOERROR', answers, authorities: [] };
}

// the most specific zone answers, and no other when it lacks the record (hosted-zone-private-considerations.html).
function zoneOf(zones: readonly HostedZone[], name: string): HostedZone | undefined {
  return zones.filter((zone) => isWithin(name, zone.name)).sort((a, b) => b.name.length - a.name.length)[0];
}

/** The records of a name, or of the wildcard that stands in for it; undefined when there is no such name. */
function recordsUnder(zone: HostedZone, name: string): readonly RecordSet[] | undefined {
  const served = zone.served();
  const direct = served.named(name);
  if (direct.length > 0) return direct;
  // a name that only has names below it exists, without records (RFC 8020).
  if (served.all().some((record) => isWithin(record.name, name))) return [];
  const parents = name.split('.').map((_, index, labels) => labels.slice(index + 1).join('.')).filter((parent) => isWithin(parent, zone.name));
  const closest = parents.find((parent) => served.all().some((record) => isWithin(record.name, parent)))!;
  const wildcard = served.named(`\\052.${closest}`);
  return wildcard.length > 0 ? wildcard : undefined;
}

// weighted records answer in turns, each as often as its weight; when all weigh nothing, all the same.
function pick(records: readonly RecordSet[], turn: number): RecordSet | undefined {
  const weights = records.map(({ weight }) => weight ?? 1);
  const all = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const wheel = records.flatMap((record, index) => Array.from({ length: all[index] }, () => record));
  return wheel[turn % Math.max(1, wheel.length)];
}

function toAnswers({ type, ttl, values }: RecordSet, asked: string): Answer[] {
  const name = unescaped(asked); // on the wire a name has no escapes
  return values.map((value) => {
    switch (type) {
      case 'TXT': return { type, name, ttl, data: [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => unescaped(text)) };
      case 'SOA': return { type, name, ttl, data: soa(value) };
      default: return { type, name, ttl, data: value } as Answer;
    }
  });
}

// a negative answer is kept for the TTL of the SOA record, 900 s, or its minimum if that is less (SOA-NSrecords.html).
function startOfAuthority(zone: HostedZone): Answer {
  const { ttl, values: [value] } = zone.find(zone.name, 'SOA')!;
  const data = soa(value);
  return { type: 'SOA', name: zone.name, ttl: Math.min(ttl, data.minimum), data };
}

function soa(value: string) {
  const [mname, rname, ...numbers] = value.split(' ');
  const [serial, refresh, retry, expire, minimum] = numbers.map(Number);
  return { mname, rname, serial, refresh, retry, expire, minimum };
}

function unescaped(text: string): string {
  return text.replace(/\\([0-3][0-7]{2}|.)/g, (_, code: string) => (code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : code));
}
