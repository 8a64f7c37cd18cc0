import { askedAt, instanceNamed, instanceOf, stackOf } from '../../../src/reconciler/deploy/identity';
import { physicalId } from '../../../src/reconciler/names';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/0f14d0ab-9605-4a62-a9e4-5ed26688389b';

test('a stack is its name and a fingerprint of its id, without account or Region', () => {
  expect(stackOf(STACK).stack).toMatch(/^Shop\/[0-9a-f]{8}$/);
});

test('a stack that is deleted and made again is another one, in the same place', () => {
  const again = STACK.replace('0f14d0ab', '1f14d0ab');
  expect(stackOf(STACK).stack).not.toBe(stackOf(again).stack);
  expect(stackOf(STACK).place).toBe(stackOf(again).place);
});

test.each([['account', STACK.replace('1111', '9999')], ['Region', STACK.replace('eu-west-1', 'eu-west-2')], ['name', STACK.replace('Shop', 'Shops')]])(
  'a stack of another %s is in another place', (_, other) => {
    expect(stackOf(STACK).place).not.toBe(stackOf(other).place);
  },
);

test('a long stack name is cut to 24 characters, and still told from another that begins alike', () => {
  const long = (end: string) => stackOf(STACK.replace('Shop', 'S'.repeat(127) + end));
  expect(long('a').stack).toMatch(/^S{24}\/[0-9a-f]{8}$/);
  expect(long('a').place).not.toBe(long('b').place);
});

test('a repeated request makes the same instance, another request another', () => {
  expect(instanceOf(STACK, 'request-1')).toBe(instanceOf(STACK, 'request-1'));
  expect(instanceOf(STACK, 'request-1')).not.toBe(instanceOf(STACK, 'request-2'));
  expect(instanceOf(STACK, 'request-1')).toMatch(/^[0-9a-f]{10}$/);
});

test('a physical id names prefix, zone and instance; one that CloudFormation made names none', () => {
  expect(physicalId('read', 'db.example', 'a1b2c3d4e5')).toBe('read.db.example/a1b2c3d4e5');
  expect(instanceNamed('read.db.example/a1b2c3d4e5')).toBe('a1b2c3d4e5');
  expect(instanceNamed('Shop-ReadersClaim5f0c2a11-1ABC2DEF3GHI')).toBeUndefined();
  expect(instanceNamed(undefined)).toBeUndefined();
});

test("the time of a request is that of its URL's signature, to the second, where there is one", () => {
  expect(askedAt('https://bucket.example/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261129T031500Z&X-Amz-SignedHeaders=host')).toBe(Date.UTC(2026, 10, 29, 3, 15) / 1000);
  expect(askedAt('https://bucket.example/a?Expires=1700000000')).toBeUndefined();
});
