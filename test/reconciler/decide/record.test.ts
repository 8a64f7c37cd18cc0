import fc from 'fast-check';
import { cname, RecordSet, sameRecord, textOf, txt } from '../../../src/reconciler/decide/record';

test('a text of up to 255 characters is one quoted string', () => {
  expect(txt('read.example', 'v=1', 60)).toEqual({ name: 'read.example', type: 'TXT', ttl: 60, values: ['"v=1"'], simple: true });
  expect(txt('read.example', 'x'.repeat(255), 60).values).toEqual([`"${'x'.repeat(255)}"`]);
});

test('a longer text is several strings of one value', () => {
  expect(txt('read.example', 'x'.repeat(256), 60).values).toEqual([`"${'x'.repeat(255)}" "x"`]);
});

test('no text is an empty string', () => {
  expect(txt('read.example', '', 60).values).toEqual(['""']);
});

test('a text reads back as it was written', () => {
  fc.assert(fc.property(fc.string({ maxLength: 600 }).filter((text) => !/["\\]/.test(text)), (text) => {
    expect(textOf(txt('read.example', text, 60))).toBe(text);
  }));
});

test('a TXT value in a form that is not ours has no text', () => {
  for (const values of [[], ['"one"', '"two"'], ['unquoted'], ['"half'], ['"a\\"b"'], ['"a"  "b"'], ['"a""b"'], ['" "b"']]) {
    expect(textOf({ ...txt('read.example', '', 60), values })).toBeUndefined();
  }
});

test('capitals and the trailing dot of a target make no difference', () => {
  expect(sameRecord(record, { ...record, values: ['Node-002.Cache.Example.'] })).toBe(true);
});

test('capitals in a text make a difference', () => {
  expect(sameRecord(txt('read.example', 'v=1', 60), txt('read.example', 'V=1', 60))).toBe(false);
});

test('records that differ in anything else are not the same', () => {
  const others: Partial<RecordSet>[] = [
    { name: 'read2.example' }, { type: 'A' }, { ttl: 60 }, { ttl: undefined }, { simple: false }, { values: [] },
    { values: ['node-003.cache.example'] }, { values: ['node-002.cache.example', 'node-003.cache.example'] },
  ];
  for (const other of others) {
    expect(sameRecord(record, { ...record, ...other })).toBe(false);
    expect(sameRecord({ ...record, ...other }, record)).toBe(false);
  }
});

test('two records that are not simple are never the same', () => {
  expect(sameRecord({ ...record, simple: false }, { ...record, simple: false })).toBe(false);
});

const record = cname('read1.example', 'node-002.cache.example', 10);
