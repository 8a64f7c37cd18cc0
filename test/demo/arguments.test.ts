import { parseArguments } from './arguments';

test('without arguments a run is that of the blog post: one primary, five replicas, the primary dies', () => {
  expect(parseArguments([])).toMatchObject({ replicas: 5, kill: 'testdns-001', ttl: 10, seed: 1, hold: false });
});

test.each([
  [['--replicas', '6'], '--replicas must be a whole number from 1 to 5, got: 6'],
  [['--ttl', 'ten'], '--ttl must be a whole number from 1 to 60, got: ten'],
  [['--replicas', '1', '--kill', 'testdns-003'], '--kill must be one of testdns-001, testdns-002, got: testdns-003'],
])('%j is refused', (args, message) => {
  expect(() => parseArguments(args)).toThrow(new Error(message));
});

test('an option that does not exist is refused by name', () => {
  expect(() => parseArguments(['--kil', 'testdns-003'])).toThrow(/'--kil'/);
});
