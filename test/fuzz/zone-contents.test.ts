import fc from 'fast-check';
import { FuzzedStory } from './fuzzed-story';
import { ZONE } from '../end-to-end/synthesize';

let fuzzed: FuzzedStory;

beforeEach(async () => { fuzzed = await FuzzedStory.begin(); });
afterEach(async () => fuzzed.story.end());

test('whatever stands where claims stand: nothing is written for it but what it claims by right, and the names of the real claim follow', async () => {
  const real = fuzzed.story.claims()[0].slice(1, -1);
  await fc.assert(fc.asyncProperty(prefixes(), forgeries(real), fc.constantFrom('testdns-002', 'testdns-003'), async (prefix, text, node) => {
    const name = `${prefix}._replica-endpoint-dns.${ZONE}.`;
    fuzzed.story.zone.put({ name, type: 'TXT', ttl: 60, values: [text] });
    const before = fuzzed.foreign();
    fuzzed.story.group().set({ nodes: { [node]: { status: 'rebooting cache cluster nodes' } } });
    await fuzzed.pass();

    expect(fuzzed.foreign()).toBe(before);
    expect(fuzzed.targets()).not.toContain(node);
    fuzzed.story.zone.remove(name, 'TXT');
    fuzzed.story.group().set({ nodes: { [node]: { status: 'available' } } });
    await fuzzed.pass();
  }), { numRuns: 60, seed: 20_261_126, endOnFailure: true });
}, 120_000);

test('among 10,000 records, wildcards and weighted ones, names are found and followed, and nothing else is touched', async () => {
  const { zone } = fuzzed.story;
  zone.put({ name: `\\052.${ZONE}.`, type: 'CNAME', ttl: 60, values: ['anything.example'] });
  for (const weight of [1, 2]) zone.put({ name: `readonly3.${ZONE}.`, type: 'CNAME', ttl: 60, values: ['weighted.example'], setIdentifier: `w${weight}`, weight });
  zone.apply({ changes: many(900, 'a') }, 'a foreign hand');
  for (let batch = 0; batch < 10; batch += 1) zone.apply({ changes: many(900, `readonly${batch}x`) }, 'a foreign hand');
  const before = fuzzed.foreign();
  fuzzed.story.group().set({ nodes: { 'testdns-002': { status: 'rebooting cache cluster nodes' } } });
  const { error } = await fuzzed.pass();

  expect(error).toBeUndefined();
  expect(fuzzed.targets()).toEqual(['testdns-003', 'testdns-003']);
  expect(fuzzed.foreign()).toBe(before);
}, 120_000);

function many(count: number, label: string) {
  const record = (index: number) => ({ name: `${label}-${index}.${ZONE}.`, type: 'TXT', ttl: 60, values: [`"${index}"`] });
  return Array.from({ length: count }, (_, index) => ({ action: 'CREATE' as const, record: record(index) }));
}

function prefixes(): fc.Arbitrary<string> {
  return fc.constantFrom('www', 'read', '__proto__', 'constructor', 'readonly.readonly', '\\052', '_replica-endpoint-dns', 'a.b.c.d', `${'x'.repeat(60)}`);
}

/** Claims that nobody made: the real one under another name, with a word changed, or no claim at all. */
function forgeries(real: string): fc.Arbitrary<string> {
  const changed = fc.constantFrom('v=2', 'v=__proto__', 'g=other', 'g=__proto__', 't=0', 't=9999999999', 'n=99', 'n=0', 's=-1', 'm=', 'm=-001*:00000000', 'o=Other/00000000',
    'p=-009', 'a=1,1/evil.example/60', 'q=0@0', 'd=-001@99999999999', 'r=00000000', 'zone=other.example')
    .map((word) => real.split(' ').filter((each) => !each.startsWith(word.slice(0, 2))).concat(word).join(' '));
  const garbage = fc.constantFrom('', ' ', 'v=1', 'v=spf1 -all', 'x'.repeat(255), '=', '__proto__=1', 'v=1 v=1', real.slice(0, 40), `${real} ${real}`);
  return fc.oneof(fc.constant(real), changed, garbage).map((text) => (text.match(/.{1,255}/g) ?? ['']).map((part) => `"${part}"`).join(' '));
}
