import { Token } from 'aws-cdk-lib/core';
import { cnamePrefixFault } from '../../src/names/cname-prefix';

const ZONE = 'example.internal';

test.each(['read', 'Read', 'ReadOnly.Orders', 'read-', 'r2d', 'read.2', 'a'.repeat(62)])('%s is a prefix', (cnamePrefix) => {
  expect(cnamePrefixFault(cnamePrefix, ZONE, 5)).toBeUndefined();
});

test.each(['', '.', 'read..orders', '.read', 'read_only', 'read only', '-read', 'read.-orders', 'read.orders-', 'read?', '_replica-endpoint-dns', 'lesen-für'])(
  "'%s' is refused, since it is not made of labels",
  (cnamePrefix) => {
    const expected = cnamePrefix.endsWith('.')
      ? `cnamePrefix must be relative to the hosted zone, got: '${cnamePrefix}'; leave out the dot at its end`
      : 'cnamePrefix must be one or more labels of letters, digits and hyphens with dots between them, of which only the first may end in a hyphen '
        + `and none may begin with one, got: '${cnamePrefix}'; use one such as 'read' or 'read.orders'`;
    expect(cnamePrefixFault(cnamePrefix, ZONE, 5)).toBe(expected);
  },
);

test('a first label that ends in a digit is refused, since read1 and read would share read11', () => {
  expect(cnamePrefixFault('Read1.orders', ZONE, 5)).toBe(
    'cnamePrefix must have a first label that ends in a letter or a hyphen, since the number stands behind it, '
    + "got: 'read1.orders'; use 'read1-' as its first label");
});

test('an absolute name is refused', () => {
  expect(cnamePrefixFault('read.', ZONE, 5)).toBe(
    "cnamePrefix must be relative to the hosted zone, got: 'read.'; leave out the dot at its end");
});

test('a prefix that holds the name of the zone is refused', () => {
  expect(cnamePrefixFault('read.orders.example.internal', ZONE, 5)).toBe(
    "cnamePrefix must not hold the name of the hosted zone, which is added to it, got: 'read.orders.example.internal'; use 'read.orders'");
  expect(cnamePrefixFault('example.internal', ZONE, 5)).toBe(
    "cnamePrefix must not hold the name of the hosted zone, which is added to it, got: 'example.internal'; use 'read'");
});

test('the first label leaves room for the digits of the highest number', () => {
  expect(cnamePrefixFault('a'.repeat(61), ZONE, 10)).toBeUndefined();
  expect(cnamePrefixFault('a'.repeat(62), ZONE, 10)).toBe(
    `cnamePrefix must leave room for the number in its first label, got: 62 characters in '${'a'.repeat(62)}'; use 61 at most`);
});

test('a longer label than DNS has is refused', () => {
  expect(cnamePrefixFault(`read.${'b'.repeat(64)}`, ZONE, 5)).toBe(
    `cnamePrefix must have labels of 63 characters at most, got: 64 in '${'b'.repeat(64)}'; use a shorter one`);
});

test('a longer name than DNS has is refused, and so is one whose claim has a longer name', () => {
  const long = ['read', ...Array.from({ length: 3 }, () => 'b'.repeat(63))].join('.');
  expect(cnamePrefixFault(long, `${'c'.repeat(17)}.${ZONE}`, 5)).toBeUndefined();
  expect(cnamePrefixFault(long, `${'c'.repeat(18)}.${ZONE}`, 5)).toBe(
    'cnamePrefix makes names, or the name of its claim, of more than 253 characters, got: 254; shorten it by 1 at least');
});

test('a prefix that is not known at synth is refused', () => {
  expect(cnamePrefixFault(Token.asString({ Ref: 'Prefix' }), ZONE, 5)).toBe('cnamePrefix must be known at synth, got: a token; write it out');
});

test('a zone name that is not known at synth is no reason to refuse a prefix', () => {
  expect(cnamePrefixFault('read.orders', Token.asString({ Ref: 'ZoneName' }), 5)).toBeUndefined();
});
