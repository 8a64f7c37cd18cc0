import { fingerprint } from '../../../src/reconciler/decide/fingerprint';

test('a fingerprint is eight hexadecimal digits of the SHA-256, so that two builds agree on it', () => {
  expect(fingerprint('')).toBe('e3b0c442');
  expect(fingerprint('abc')).toBe('ba7816bf');
});
