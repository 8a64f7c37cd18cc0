import { Claim, NOBODY } from '../../../src/reconciler/decide/claim';
import { claimRecord } from '../../../src/reconciler/decide/claim-text';
import { RecordSet, txt } from '../../../src/reconciler/decide/record';
import { addressed } from '../../../src/reconciler/pass/addressed';
import { givenClaim, HOLDER, ZONE } from '../given-claim';

const MINE = '5f0c2a11';
const NOW = 1_700_000_000;

test('a claim addressed to this reconciler is served', () => {
  expect(addressed('read', [recordOf()], MINE, NOW)).toEqual({ claim: givenClaim([2, 3]), record: recordOf() });
});

test.each<[string, string, RecordSet[], string, RegExp]>([
  ['addressed to another', 'read', [recordOf({ reconciler: '00112233' })], 'listed', /^it is addressed to another reconciler, got: 00112233$/],
  ['retained', 'read', [recordOf({ reconciler: NOBODY, holder: undefined })], 'listed', /^it was retained by a stack that is gone$/],
  ['retained, and changed', 'read', [recordOf({ reconciler: NOBODY, holder: undefined, ttl: 0 })], 'listed', /retained/],
  ['without a holder, addressed to this one', 'read', [recordOf({ holder: undefined })], 'failed', /nobody holds it$/],
  ['impossible, addressed to this one', 'read', [recordOf({ endpointCount: 99 })], 'failed', /its endpointCount is 99$/],
  ['impossible, addressed to another', 'read', [recordOf({ endpointCount: 99, reconciler: '00112233' })], 'listed', /another reconciler/],
  ['unreadable, addressed to this one', 'read', [text(`v=2 r=${MINE} x=1`)], 'failed', /format version 2/],
  ['unreadable, in two strings, addressed to this one', 'read', [{ ...text(''), values: [`"v=2 ${'x'.repeat(240)} r=${MINE.slice(0, 4)}" "${MINE.slice(4)} y=1"`] }], 'failed', /version 2/],
  ['unreadable, addressed to another', 'read', [text('v=2 r=00112233')], 'listed', /another reconciler/],
  ['unreadable, addressed to two', 'read', [text(`v=2 r=00112233 r=${MINE}`)], 'failed', /version 2/],
  ['unreadable, addressed to none', 'read', [text('v=spf1 -all')], 'told', /^its record is not a claim of this library, got: TXT "v=spf1 -all"$/],
  ['beside another record', 'read', [recordOf(), { ...text('x'), type: 'SPF' }], 'failed', /^its record shares its name with other records$/],
  ['beside another record, addressed to none', 'read', [text('x'), { ...text('x'), type: 'SPF' }], 'told', /shares its name/],
  ['of a prefix with a digit at its end', 'read1', [recordOf()], 'told', /^its record is not a claim, since no names can be made of 'read1'$/],
  ['of a prefix that mail is signed by', 's._domainkey', [recordOf()], 'told', /no names can be made of/],
  ['of a wildcard', '*', [recordOf()], 'told', /no names can be made of/],
  ['an alias', 'read', [{ ...recordOf(), simple: false, values: [] }], 'told', /not a claim of this library/],
])('a record that is %s is not served', (_, prefix, records, kind, reason) => {
  expect(addressed(prefix, records, MINE, NOW)).toMatchObject({ prefix, kind, reason: expect.stringMatching(reason) });
});

function recordOf(claim: Partial<Claim> = {}): RecordSet {
  return claimRecord(givenClaim([2, 3], claim), ZONE);
}

function text(value: string): RecordSet {
  return txt(`read._replica-endpoint-dns.${ZONE}`, value, 60);
}

test("another reconciler's claim tells who holds it, as far as it can be read", () => {
  expect(addressed('read', [recordOf({ reconciler: '00112233' })], MINE, NOW)).toMatchObject({ kind: 'listed', holders: [HOLDER] });
  expect(addressed('read', [{ ...recordOf(), values: ['"v=2 r=00112233"'] }], MINE, NOW)).not.toHaveProperty('holders');
});
