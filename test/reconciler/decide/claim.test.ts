import fc from 'fast-check';
import { claimRecord, claimText, parseClaim } from '../../../src/reconciler/decide/claim-text';
import { RecordSet, txt } from '../../../src/reconciler/decide/record';
import { generatedClaim } from '../generated-claim';
import { givenClaim, givenEndpoint, HOLDER, ZONE } from '../given-claim';
import { node } from '../given-group';

test('a claim is one line of words that a person can read', () => {
  const endpoints = [givenEndpoint(2, { written: '0fa3b1c2' }), givenEndpoint(3, { written: '77aa01be', standIn: true })];

  expect(claimText(givenClaim([], { endpoints })))
    .toBe('v=1 r=5f0c2a11 o=Shop/91be02cd/4fe01a22 i=a1b2c3d4e5 l=0b1c2d3e b=1700000000 g=testdns t=10 w=P p=-001 m=-002:0fa3b1c2,-003*:77aa01be s=4');
});

test('everything that a claim can hold has its word', () => {
  expect(claimText(givenClaim([], {
    holder: { ...HOLDER, keep: true },
    earlier: [{ ...HOLDER, instance: 'b1b2c3d4e5', reconciler: '5f0c2a12', group: 'old', ttl: 30, endpointCount: 7, whenNoReplica: 'PRIMARY', topic: '0a0b0c0e', names: 6 }],
    endpointCount: 4,
    whenNoReplica: 'KEEP',
    topic: '0a0b0c0d',
    primary: 'replica-of-another-name',
    demotions: [{ node: node(1), at: 1700000000 }, { node: node(2), at: 1700000060 }],
    fewer: { count: 2, since: 1700000100 },
    adopted: { retained: true, found: [{ number: 1, target: 'Old.Example.', ttl: 300 }, { number: 3, target: 'b.example', ttl: 0 }] },
  }))).toBe('v=1 r=5f0c2a11 o=Shop/91be02cd/4fe01a22 i=a1b2c3d4e5 l=0b1c2d3e b=1700000000 k=1 g=testdns t=10 n=4 w=K y=0a0b0c0d p=replica-of-another-name d=-001@1700000000,-002@1700000060 '
    + 'q=2@1700000100 a=R,1/Old.Example./300,3/b.example/0 '
    + 'h=5f0c2a12;Shop/91be02cd;4fe01a22;b1b2c3d4e5;0b1c2d3e;1700000000;;old;30;7;P;0a0b0c0e;6 s=4');
});

test('a claim is a TXT record beside all other claims of the zone', () => {
  const claim = givenClaim([2], { prefix: 'read.orders' });

  expect(claimRecord(claim, ZONE)).toEqual(txt('read.orders._replica-endpoint-dns.db.example', claimText(claim), 60));
});

test('any claim reads back as it was written', () => {
  fc.assert(fc.property(generatedClaim(), (claim) => {
    expect(parseClaim(claim.prefix, claimRecord(claim, ZONE))).toEqual({ claim });
  }));
});

test('a claim of five names has at most 340 characters, with the longest ids that ElastiCache and CloudFormation take', () => {
  const group = `g${'o'.repeat(39)}`;
  const longest = givenClaim([], {
    holder: { ...HOLDER, stack: `${'S'.repeat(24)}/91be02cd` },
    group,
    ttl: 86400,
    topic: '0a0b0c0d',
    primary: `${group}-001`,
    demotions: [{ node: `${group}-002`, at: 1700000000 }],
    endpoints: [1, 2, 3, 4, 5].map((number) => givenEndpoint(number, { node: `${group}-00${number}`, standIn: true })),
    fewer: { count: 4, since: 1700000000 },
    generation: 999999,
  });

  expect(claimRecord(longest, ZONE).values[0].length).toBeLessThanOrEqual(340);
});

test('no text throws, and what reads as a claim is written back as that claim', () => {
  fc.assert(fc.property(hostileText(), (text) => {
    const parsed = parseClaim('read', txt('read._replica-endpoint-dns.db.example', text, 60));
    if ('claim' in parsed) expect(parseClaim('read', claimRecord(parsed.claim, ZONE))).toEqual(parsed);
    else expect(parsed.problem).toMatch(/^(is not a claim|has format version|can't be read)/);
  }), { numRuns: 1_000 });
});

test('a record without our version is not a claim', () => {
  expect(problemOf('hello')).toBe('is not a claim of this library, got: TXT "hello"');
  expect(problemOf('v=x r=5f0c2a11')).toBe('is not a claim of this library, got: TXT "v=x r=5f0c2a11"');
  expect(problemOf('')).toBe('is not a claim of this library, got: TXT ""');
});

test('a record of another type, form or routing is not a claim', () => {
  const record = claimRecord(givenClaim([2]), ZONE);
  const others: RecordSet[] = [
    { ...record, type: 'SPF' }, { ...record, simple: false }, { ...record, values: [record.values[0], '"more"'] }, { ...record, values: [] },
  ];
  for (const other of others) {
    expect(parseClaim('read', other)).toEqual({ problem: `is not a claim of this library, got: ${other.type} ${other.values.join(' ')}` });
  }
});

test('a newer format is not guessed at', () => {
  expect(problemOf(claimText(givenClaim([2])).replace('v=1', 'v=2'))).toBe('has format version 2, which this version of the library does not know');
});

test('a claim that can be read only in part is a problem', () => {
  const written = claimText(givenClaim([], {
    endpointCount: 4,
    demotions: [{ node: node(1), at: 1700000000 }],
    endpoints: [givenEndpoint(2, { written: '0fa3b1c2' })],
    fewer: { count: 2, since: 1700000100 },
  }));
  const wrong: [string, string, string][] = [
    ['s=4', 's=4 z=1', "unknown word 'z'"],
    ['r=5f0c2a11', 'r=5F0C2A11', 'r=5F0C2A11'],
    ['r=5f0c2a11 ', '', 'r=undefined'],
    ['i=a1b2c3d4e5', 'i=', 'i='],
    ['g=testdns', 'g=1testdns', 'g=1testdns'],
    ['t=10', 't=ten', 't=ten'],
    ['n=4', 'n=400', 'n=400'],
    ['w=P', 'w=X', 'w=X'],
    ['d=-001@1700000000', 'd=-001', 'd=-001'],
    ['m=-002:', 'm=-002;', 'm=-002;0fa3b1c2'],
    ['m=-002:', 'm=,-002:', 'm='],
    ['q=2@1700000100', 'q=2', 'q=2'],
    ['s=4', 's=-4', 's=-4'],
    ['s=4', 'a=1/old.example s=4', 'a=1/old.example'],
    ['o=Shop/91be02cd/4fe01a22', 'o=Shop', 'o=Shop'],
    ['l=0b1c2d3e ', '', 'half a holder'],
    ['s=4', 'h=a;b;c;d s=4', 'h=a;b;c;d'],
  ];
  for (const [right, changed, problem] of wrong) {
    expect(written).toContain(right);
    expect([changed, problemOf(written.replace(right, changed))]).toEqual([changed, `can't be read: ${problem}`]);
  }
});

test('a word with a capital letter, which a later version adds for itself, is carried along, so that the library can be rolled back', () => {
  const text = `${claimText(givenClaim([2]))} Z=7`;
  const parsed = parseClaim('read', txt('read._replica-endpoint-dns.db.example', text, 60));

  expect(parsed).toEqual({ claim: { ...givenClaim([2]), carried: ['Z=7'] } });
  expect('claim' in parsed && claimText({ ...parsed.claim, generation: 5 })).toBe(text.replace('s=4', 's=5'));
});

test('a word that would not be written back as it was read is a problem', () => {
  const written = claimText(givenClaim([], { fewer: { count: 2, since: 1700000100 } }));
  const wrong: [string, string][] = [
    ['s=4', 's=4 s=5'], ['t=10', 't=010'], ['s=4', 'a=,1/old.example/300 s=4'],
    ['o=Shop/91be02cd/4fe01a22 i=a1b2c3d4e5', 'i=a1b2c3d4e5 o=Shop/91be02cd/4fe01a22'], ['s=4', 's=99999999999999999999'],
  ];
  for (const [right, changed] of wrong) {
    const text = written.replace(right, changed);
    expect(problemOf(text)).toBe(`can't be read: not as this version writes it, got: ${text}`);
  }
});

function problemOf(text: string): string | undefined {
  const parsed = parseClaim('read', txt('read._replica-endpoint-dns.db.example', text, 60));
  return 'problem' in parsed ? parsed.problem : undefined;
}

/** Anything, and claims in which something was cut, doubled or replaced. */
function hostileText(): fc.Arbitrary<string> {
  const printable = fc.string({ maxLength: 40 }).map((text) => text.replace(/["\\]/g, ''));
  const damaged = fc.tuple(generatedClaim(), fc.nat(400), fc.nat(20), printable).map(([claim, at, length, instead]) => {
    const text = claimText(claim);
    return text.slice(0, at) + instead + text.slice(at + length);
  });
  return fc.oneof(printable, printable.map((text) => `v=1 ${text}`), damaged);
}
