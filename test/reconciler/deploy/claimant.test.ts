import { instanceOf, instancesOf, ownerOf, physicalId } from '../../../src/reconciler/deploy/claimant';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/0f14d0ab-9605-4a62-a9e4-5ed26688389b';

test('an owner is the name of the stack and a fingerprint of its id, without account or Region', () => {
  expect(ownerOf(STACK)).toMatch(/^Shop\/[0-9a-f]{8}$/);
});

test('a stack that is deleted and made again is another owner', () => {
  expect(ownerOf(STACK)).not.toBe(ownerOf(STACK.replace('0f14d0ab', '1f14d0ab')));
});

test('a long stack name is cut to 24 characters', () => {
  expect(ownerOf(STACK.replace('Shop', 'S'.repeat(128)))).toMatch(/^S{24}\/[0-9a-f]{8}$/);
});

test('a repeated request makes the same instance, another request or another resource another', () => {
  expect(instanceOf('Claim', 'request-1')).toBe(instanceOf('Claim', 'request-1'));
  expect(instanceOf('Claim', 'request-1')).not.toBe(instanceOf('Claim', 'request-2'));
  expect(instanceOf('Claim', 'request-1')).not.toBe(instanceOf('Other', 'request-1'));
});

test('an instance begins with what all instances of its resource begin with', () => {
  expect(instanceOf('Claim', 'request-1')).toMatch(/^[0-9a-f]{10}$/);
  expect(instanceOf('Claim', 'request-1').startsWith(instancesOf('Claim'))).toBe(true);
});

test('a physical id names prefix, zone and instance', () => {
  expect(physicalId({ prefix: 'read', zoneName: 'db.example' } as Parameters<typeof physicalId>[0], 'a1b2c3d4e5')).toBe('read.db.example/a1b2c3d4e5');
});
