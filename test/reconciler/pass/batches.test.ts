import { cname } from '../../../src/reconciler/decide/record';
import { batches, Planned } from '../../../src/reconciler/pass/batches';
import { givenClaim } from '../given-claim';

test('nothing to write makes no batch', () => {
  expect(batches([])).toEqual([]);
});

test('all claims that fit go in one batch', () => {
  expect(sizes([claim('a', 4, 10), claim('b', 6, 10)])).toEqual([['a', 'b']]);
});

test('a batch has at most 1,000 changes', () => {
  expect(sizes([claim('a', 500, 1), claim('b', 500, 1)])).toEqual([['a', 'b']]);
  expect(sizes([claim('a', 500, 1), claim('b', 501, 1)])).toEqual([['a'], ['b']]);
});

test('a batch has at most 32,000 characters of values', () => {
  expect(sizes([claim('a', 4, 4_000), claim('b', 4, 4_000)])).toEqual([['a', 'b']]);
  expect(sizes([claim('a', 4, 4_000), claim('b', 4, 4_001)])).toEqual([['a'], ['b']]);
});

test('a claim is never split, not even one that is too large for a batch', () => {
  expect(sizes([claim('a', 10, 10), claim('b', 10, 4_000), claim('c', 10, 10)])).toEqual([['a'], ['b'], ['c']]);
});

test('a thousand failovers at once are forty-odd batches', () => {
  const planned = Array.from({ length: 1_000 }, (_, index) => claim(`claim${index}`, 4, 150));

  expect(batches(planned)).toHaveLength(Math.ceil(1_000 / Math.floor(32_000 / 600)));
  expect(batches(planned).flat()).toEqual(planned);
});

function claim(prefix: string, changes: number, characters: number): Planned {
  const change = { action: 'CREATE' as const, record: cname(`${prefix}1.db.example`, 'x'.repeat(characters), 10) };
  return { prefix, plan: { moves: [], contested: [], changes: Array(changes).fill(change), claim: givenClaim([]) }, asOf: 0 };
}

function sizes(planned: readonly Planned[]): string[][] {
  return batches(planned).map((batch) => batch.map(({ prefix }) => prefix));
}
