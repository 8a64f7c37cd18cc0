import { claimName, endpointName, plainName, prefixOfClaim, sortKey } from '../../src/reconciler/names';

test('a name without trailing dot and capitals is plain', () => {
  expect(plainName('Read1.DB.Example.')).toBe('read1.db.example');
  expect(plainName('read1.db.example')).toBe('read1.db.example');
});

test('the number stands behind the first label of the prefix', () => {
  expect(endpointName('read', 1, 'db.example')).toBe('read1.db.example');
  expect(endpointName('read.orders', 12, 'db.example')).toBe('read12.orders.db.example');
});

test('the name of a claim tells its prefix', () => {
  expect(claimName('read.orders', 'db.example')).toBe('read.orders._replica-endpoint-dns.db.example');
  expect(prefixOfClaim('read.orders._replica-endpoint-dns.db.example', 'db.example')).toBe('read.orders');
});

test('a name that is not one of a claim in the zone has no prefix', () => {
  expect(prefixOfClaim('_replica-endpoint-dns.db.example', 'db.example')).toBeUndefined();
  expect(prefixOfClaim('._replica-endpoint-dns.db.example', 'db.example')).toBeUndefined();
  expect(prefixOfClaim('read1.db.example', 'db.example')).toBeUndefined();
  expect(prefixOfClaim('read._replica-endpoint-dns.other.example', 'db.example')).toBeUndefined();
});

test('names sort by their labels from the right, and the dot counts', () => {
  const sorted = ['db.example', '_replica-endpoint-dns.db.example', 'read._replica-endpoint-dns.db.example', 'a-b.db.example', 'x.a-b.db.example', 'a.db.example', 'c.b.db.example', 'bb.db.example'];

  expect([...sorted].reverse().sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))).toEqual(sorted);
});
