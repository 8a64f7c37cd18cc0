import fc from 'fast-check';
import { Claim, EarlierHolder } from '../../../src/reconciler/decide/claim';
import { implausible } from '../../../src/reconciler/decide/plausible';
import { generatedPlausibleClaim } from '../generated-claim';
import { givenClaim, givenEndpoint, HOLDER } from '../given-claim';

const NOW = 1_700_000_000;
const SOON = NOW + 600;
const EARLIER: EarlierHolder = { ...HOLDER, reconciler: '5f0c2a11', group: 'testdns', ttl: 10, whenNoReplica: 'PRIMARY', names: 2 };

test('what synth and the claims function allow is plausible', () => {
  fc.assert(fc.property(generatedPlausibleClaim(NOW), (claim) => { expect(implausible(claim, NOW)).toBeUndefined(); }));
});

test.each<[string, Partial<Claim>]>([
  ['the shortest ttl', { ttl: 1 }],
  ['the longest ttl', { ttl: 3600 }],
  ['one name', { endpointCount: 1 }],
  ['fifty names', { endpointCount: 50, endpoints: Array.from({ length: 50 }, () => givenEndpoint(2)) }],
  ['a clock that is ten minutes ahead', { demotions: [{ node: 'testdns-001', at: SOON }], fewer: { count: 1, since: SOON }, holder: { ...HOLDER, since: SOON } }],
  ['a found record with any ttl', { adopted: { retained: true, found: [{ number: 1, target: 'a.example', ttl: 0 }, { number: 50, target: 'b.example', ttl: 2_147_483_647 }] } }],
  ['a retained claim', { holder: undefined }],
])('%s is plausible', (_, claim) => {
  expect(implausible(givenClaim([2, 3], claim), NOW)).toBeUndefined();
});

test.each<[string, Partial<Claim>, RegExp]>([
  ['a prefix that ends in a digit', { prefix: 'read1' }, /'read1'/],
  ['a prefix with an underscore', { prefix: 's._domainkey' }, /'s\._domainkey'/],
  ['a prefix that is a wildcard', { prefix: '*' }, /'\*'/],
  ['no ttl', { ttl: 0 }, /ttl is 0/],
  ['a ttl of more than an hour', { ttl: 3601 }, /ttl is 3601/],
  ['no name', { endpointCount: 0 }, /endpointCount is 0/],
  ['more than fifty names asked for', { endpointCount: 51 }, /endpointCount is 51/],
  ['more than fifty names', { endpoints: Array.from({ length: 51 }, () => givenEndpoint(2)) }, /51 names/],
  ['a group id of more than 40 characters', { group: 'g'.repeat(41) }, /its group is/],
  ['no name wanted', { fewer: { count: 0, since: NOW } }, /0 names are wanted/],
  ['names given up in the future', { fewer: { count: 1, since: SOON + 1 } }, /future, got: 1700000601/],
  ['a demotion in the future', { demotions: [{ node: 'testdns-001', at: 99_999_999_999 }] }, /future/],
  ['a holder of the future', { holder: { ...HOLDER, since: SOON + 1 } }, /future/],
  ['an earlier holder of the future', { earlier: [{ ...EARLIER, since: SOON + 1 }] }, /future/],
  ['an earlier holder without ttl', { earlier: [{ ...EARLIER, ttl: 0 }] }, /ttl is 0/],
  ['an earlier holder with more than fifty names asked for', { earlier: [{ ...EARLIER, endpointCount: 99 }] }, /endpointCount is 99/],
  ['an earlier holder with more than fifty names', { earlier: [{ ...EARLIER, names: 51 }] }, /51 names/],
  ['earlier holders alone', { holder: undefined, earlier: [EARLIER] }, /no holder/],
  ['a found record under a name that is none', { adopted: found(411) }, /the name 411/],
  ['a found record under name 0', { adopted: found(0) }, /the name 0/],
  ['two found records under one name', { adopted: found(1, 1) }, /the name 1/],
  ['a found record whose target is no name', { adopted: { retained: false, found: [{ number: 1, target: '"x"', ttl: 60 }] } }, /a record to "x"/],
  ['a found record with a ttl that DNS does not know', { adopted: { retained: false, found: [{ number: 1, target: 'a.example', ttl: 2_147_483_648 }] } }, /with ttl 2147483648/],
  ['a generation after which none can be counted', { generation: Number.MAX_SAFE_INTEGER }, /generation/],
])('a claim with %s is not', (_, claim, reason) => {
  expect(implausible(givenClaim([2, 3], claim), NOW)).toMatch(reason);
});

function found(...numbers: number[]): Claim['adopted'] {
  return { retained: false, found: numbers.map((number) => ({ number, target: 'a.example', ttl: 60 })) };
}
