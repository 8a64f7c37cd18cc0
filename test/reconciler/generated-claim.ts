import fc from 'fast-check';
import { Claim, Demotion, Endpoint } from '../../src/reconciler/decide/claim';

/** Claims with everything in them that a claim can hold, likely or not. */
export function generatedClaim(): fc.Arbitrary<Claim> {
  return fc.record({
    prefix: fc.constantFrom('read', 'read.orders', 'a-'),
    reconciler: fingerprints(),
    owner: maybe(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,23}\/[0-9a-f]{8}$/)),
    instance: fc.stringMatching(/^[0-9a-f]{10}$/),
    group: fc.constantFrom('testdns', 'testdns-0', 'a', `g${'o'.repeat(39)}`),
    ttl: fc.nat(86_400),
    endpointCount: maybe(fc.integer({ min: 1, max: 50 })),
    whenNoReplica: fc.constantFrom('PRIMARY' as const, 'KEEP' as const),
    topic: maybe(fingerprints()),
    primary: maybe(nodes()),
    demotions: fc.array(fc.record<Demotion>({ node: nodes(), at: seconds() }), { maxLength: 2 }),
    endpoints: fc.array(fc.record<Endpoint>({ node: nodes(), written: fingerprints(), standIn: fc.boolean() }), { maxLength: 5 }),
    fewer: maybe(fc.record({ count: fc.integer({ min: 1, max: 50 }), since: seconds() })),
    adopted: maybe(fc.record({
      at: seconds(),
      found: fc.array(fc.record({ number: fc.integer({ min: 1, max: 50 }), target: fc.stringMatching(/^[\w.-]{1,20}$/), ttl: fc.nat(86_400) }), { maxLength: 3 }),
    })),
    generation: fc.nat(),
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
