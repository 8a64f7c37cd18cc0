import { anyNamePatterns, namePatterns, NEVER_OURS } from '../../src/names/name-patterns';
import { endpointName, MOST_ENDPOINTS } from '../../src/reconciler/names';
import { matchesPattern } from '../simulator/iam/policy-pattern';

const ZONE = 'db.example';
const CLAIMS = `*._replica-endpoint-dns.${ZONE}`;
const AMPLE = 10_000;

test('with room, names are written out up to nine, and as tens above', () => {
  expect(namePatterns(new Map([['read', undefined]]), ZONE, AMPLE)).toEqual([
    'read1.db.example', 'read1?.db.example', 'read2.db.example', 'read2?.db.example', 'read3.db.example', 'read3?.db.example',
    'read4.db.example', 'read4?.db.example', 'read5.db.example', 'read5?.db.example', 'read6.db.example', 'read7.db.example',
    'read8.db.example', 'read9.db.example', CLAIMS,
  ]);
});

test('with less room, a question mark stands for a character of a number', () => {
  expect(namePatterns(new Map([['read.orders', undefined]]), ZONE, 100)).toEqual(['read?.orders.db.example', 'read??.orders.db.example', CLAIMS].sort(claimsLast));
});

test('with no room, only the numbers that are there', () => {
  expect(namePatterns(new Map([['read', 9], ['ten', 10]]), ZONE, 0)).toEqual(['read?.db.example', 'ten?.db.example', 'ten??.db.example', CLAIMS].sort(claimsLast));
});

test.each([AMPLE, 100])('with room for %i characters, every name there can ever be is allowed, whatever the count is now', (room) => {
  for (const count of [undefined, 1, 9, 10, 50]) {
    const patterns = namePatterns(new Map([['read.orders', count]]), ZONE, room);
    for (let number = 1; number <= MOST_ENDPOINTS; number += 1) expect(matches(patterns, endpointName('read.orders', number, ZONE))).toBe(true);
  }
});

test.each(['ready', 'reader', 'reads', 'read0', 'read', 'read6a', 'read60', 'unread1'])('with room, %s is not allowed to the names of read', (label) => {
  expect(matches(namePatterns(new Map([['read', undefined]]), ZONE, AMPLE), `${label}.${ZONE}`)).toBe(false);
});

test.each(['read1', 'read50.orders', 'a-9.b.c', 'read.orders._replica-endpoint-dns'])('%s looks like a name of some prefix', (name) => {
  expect(matches(anyNamePatterns(ZONE), `${name}.${ZONE}`)).toBe(true);
  expect(matches(NEVER_OURS, `${name}.${ZONE}`)).toBe(false);
});

test.each(['www', 'db1x', 'google._domainkey', '_acme-challenge', '_dmarc'])('%s does not look like one', (name) => {
  expect(matches(anyNamePatterns(ZONE), `${name}.${ZONE}`)).toBe(false);
});

test('nor does the apex', () => {
  expect(matches(anyNamePatterns(ZONE), ZONE)).toBe(false);
});

test.each(['_acme-challenge.www1', '_x1', 's1._domainkey', 's1._domainkey.mail', '\\052.a1'])('%s is never ours', (name) => {
  expect(matches(NEVER_OURS, `${name}.${ZONE}`)).toBe(true);
});

function matches(patterns: string[], name: string) {
  return patterns.some((pattern) => matchesPattern(pattern, name));
}

function claimsLast(one: string, other: string) {
  if (one === CLAIMS || other === CLAIMS) return one === CLAIMS ? 1 : -1;
  return one < other ? -1 : 1;
}
