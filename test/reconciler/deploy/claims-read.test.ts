import { claimRecord, claimText } from '../../../src/reconciler/decide/claim-text';
import { cname, txt } from '../../../src/reconciler/decide/record';
import { readClaims } from '../../../src/reconciler/deploy/claims-read';
import { claimName } from '../../../src/reconciler/names';
import { givenClaim, ZONE } from '../given-claim';
import { address } from '../given-group';
import { InMemoryWorld } from '../in-memory-world';

const NONE = () => false;
const NAMES = ['read1', 'read50', 'scan1'].map((label) => cname(`${label}.${ZONE}`, address(2), 10));

test('claims are read, and what stands under the fifty names that a prefix can have', async () => {
  const world = new InMemoryWorld(...NAMES, claimRecord(givenClaim([2]), ZONE), claimRecord(givenClaim([2], { prefix: 'scan' }), ZONE));
  const read = await readClaims(world, 'read', NONE);
  expect([...read.claims.keys()]).toEqual(['read', 'scan']);
  expect(read.current('read').claim).toEqual(claimRecord(givenClaim([2]), ZONE));
  expect(NAMES.map(({ name }) => read.current('read').at(name).length)).toEqual([1, 1, 0]);
});

test('what stands under the names of other claims is read if the request concerns them', async () => {
  const world = new InMemoryWorld(...NAMES, claimRecord(givenClaim([2], { prefix: 'scan' }), ZONE));
  const read = await readClaims(world, 'read', ({ prefix }) => prefix === 'scan');
  expect(NAMES.map(({ name }) => read.current('scan').at(name).length)).toEqual([1, 1, 1]);
});

test('no names are looked for under a prefix that none can be made of', async () => {
  const world = new InMemoryWorld(cname(`1.${ZONE}`, address(2), 10));
  const read = await readClaims(world, '', NONE);
  expect(read.current('').at(`1.${ZONE}`)).toEqual([]);
});

test.each([
  ['of another kind', 'v=spf1 -all', 'is not a claim of this library, got: TXT "v=spf1 -all"'],
  ['of a later version', 'v=2 x=1', 'has format version 2, which this version of the library does not know'],
  ['that this library can not have written', claimText(givenClaim([2], { ttl: 0 })), 'is no claim that this library writes: its ttl is 0'],
  ['with a time to come', claimText(givenClaim([2], { fewer: { count: 1, since: 1_800_000_000 } })), 'is no claim that this library writes: a time in it lies in the future, got: 1800000000'],
])('a record %s is no claim, and its text is kept', async (_, text, problem) => {
  const { claims, unreadable } = await readClaims(new InMemoryWorld(txt(claimName('read', ZONE), text, 60)), 'read', NONE);
  expect(claims.size).toBe(0);
  expect(unreadable.get('read')).toEqual({ problem, text: `"${text}"` });
});

test('a text of several strings is kept as one', async () => {
  const text = `v=2 x=${'y'.repeat(600)}`;
  const { unreadable } = await readClaims(new InMemoryWorld(txt(claimName('read', ZONE), text, 60)), 'read', NONE);
  expect(unreadable.get('read')!.text).toBe(`"${text}"`);
});

test('a claim that shares its name with another record is none', async () => {
  const record = claimRecord(givenClaim([2]), ZONE);
  const world = new InMemoryWorld(record, { ...record, type: 'A', values: ['10.0.0.1'] });
  expect((await readClaims(world, 'read', NONE)).unreadable.get('read')).toMatchObject({ problem: 'shares its name with other records' });
});
