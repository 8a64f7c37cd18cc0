import fc from 'fast-check';
import { Claim, Demotion, EarlierHolder, Endpoint, Holder, Recovery, Terms } from '../../src/reconciler/decide/claim';

/** Claims with everything in them that a claim can hold, likely or not. */
export function generatedClaim(): fc.Arbitrary<Claim> {
  return fc.record({
    prefix: fc.constantFrom('read', 'read.orders', 'a-'),
    reconciler: fingerprints(),
    holder: maybe(generatedHolder()),
    earlier: fc.array(generatedEarlier(), { maxLength: 3 }),
    group: fc.constantFrom('testdns', 'testdns-0', 'a', `g${'o'.repeat(39)}`),
    ttl: fc.nat(86_400),
    endpointCount: maybe(fc.integer({ min: 1, max: 50 })),
    whenNoReplica: fc.constantFrom('PRIMARY' as const, 'KEEP' as const),
    topic: maybe(fingerprints()),
    primary: maybe(nodes()),
    demotions: fc.array(
      fc.tuple(nodes(), seconds(), fc.boolean()).map(([node, at, byHand]): Demotion => ({ node, at, ...byHand && { byHand } })), { maxLength: 2 },
    ),
    recoveries: fc.array(fc.record<Recovery>({ node: nodes(), at: seconds() }), { maxLength: 2 }),
    endpoints: fc.array(fc.record<Endpoint>({ node: nodes(), written: fingerprints(), standIn: fc.boolean() }), { maxLength: 5 }),
    fewer: maybe(fc.record({ count: fc.integer({ min: 1, max: 50 }), since: seconds() })),
    adopted: maybe(fc.record({
      retained: fc.boolean(),
      found: fc.array(fc.record({ number: fc.integer({ min: 1, max: 50 }), target: fc.stringMatching(/^[\w.-]{1,20}$/), ttl: fc.nat(86_400) }), { maxLength: 3 }),
    })),
    generation: fc.nat(),
  });
}

/** Claims as this library can have written them by `now`, in seconds since the epoch. */
export function generatedPlausibleClaim(now: number): fc.Arbitrary<Claim> {
  const ttl = fc.integer({ min: 1, max: 3600 });
  const past = (time: number) => time % (now + 1);
  const aged = <Aged extends Holder>(holder: Aged): Aged => ({ ...holder, since: past(holder.since) });
  return fc.tuple(generatedClaim(), ttl).map(([claim, lasts]): Claim => ({
    ...claim,
    ttl: lasts,
    holder: claim.holder && aged(claim.holder),
    earlier: claim.holder === undefined ? [] : claim.earlier.map((each) => aged({ ...each, ttl: lasts })),
    demotions: claim.demotions.map((each) => ({ ...each, at: past(each.at) })),
    recoveries: claim.recoveries.map((each) => ({ ...each, at: past(each.at) })),
    fewer: claim.fewer && { ...claim.fewer, since: past(claim.fewer.since) },
    adopted: claim.adopted && { ...claim.adopted, found: claim.adopted.found.map((each, index) => ({ ...each, number: index + 1 })) },
  }));
}

function generatedHolder(): fc.Arbitrary<Holder> {
  return fc.record({
    instance: fc.stringMatching(/^[0-9a-f]{10}$/),
    stack: fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,23}\/[0-9a-f]{8}$/),
    place: fingerprints(),
    resource: fingerprints(),
    since: seconds(),
    keep: fc.boolean(),
  });
}

function generatedEarlier(): fc.Arbitrary<EarlierHolder> {
  return fc.tuple(generatedHolder(), generatedTerms(), fc.nat(50)).map(([holder, terms, names]) => ({ ...holder, ...terms, names }));
}

function generatedTerms(): fc.Arbitrary<Terms> {
  return fc.record({
    reconciler: fingerprints(),
    group: fc.constantFrom('testdns', 'other'),
    ttl: fc.nat(86_400),
    endpointCount: maybe(fc.integer({ min: 1, max: 50 })),
    whenNoReplica: fc.constantFrom('PRIMARY' as const, 'KEEP' as const),
    topic: maybe(fingerprints()),
  });
}

function nodes(): fc.Arbitrary<string> {
  return fc.constantFrom('testdns-001', 'testdns-002', 'testdns-0-001', 'testdns', 'a-001', 'other', 'elsewhere');
}

function fingerprints(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[0-9a-f]{8}$/);
}

function seconds(): fc.Arbitrary<number> {
  return fc.nat(4_000_000_000);
}

function maybe<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}
