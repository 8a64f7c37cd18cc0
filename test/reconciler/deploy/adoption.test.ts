import { Claim, ELSEWHERE } from '../../../src/reconciler/decide/claim';
import { cname, RecordSet, txt } from '../../../src/reconciler/decide/record';
import { NEVER_WRITTEN, written } from '../../../src/reconciler/decide/written';
import { adopting, nodeAt } from '../../../src/reconciler/deploy/adoption';
import { givenClaim, ZONE } from '../given-claim';
import { address, givenGroup, node } from '../given-group';

const NAME = (number: number) => `read${number}.${ZONE}`;
const GROUP = givenGroup(['p', 'r', 'r']);
const NONE = { node: ELSEWHERE, written: NEVER_WRITTEN, standIn: false };

function adopted(how: 'adopted' | 'returning', records: readonly RecordSet[], claim = givenClaim([])): Claim {
  return adopting(claim, how, GROUP, (name) => records.filter((record) => record.name === name), ZONE);
}

describe('What stands under the names of a new claim', () => {
  test('is adopted where it points to a node of the group, with what it was', () => {
    const record = cname(NAME(1), `${address(2).toUpperCase()}.`, 300);
    const { endpoints, adopted: found } = adopted('adopted', [record]);
    expect(endpoints).toEqual([{ node: node(2), written: written(record), standIn: false }]);
    expect(found).toEqual({ retained: false, found: [{ number: 1, target: `${address(2).toUpperCase()}.`, ttl: 300 }] });
  });

  test('is adopted where it points to a node that the group had', () => {
    expect(adopted('adopted', [cname(NAME(1), address(9), 60)])).toMatchObject({ endpoints: [{ node: node(9) }], adopted: { found: [{ number: 1 }] } });
  });

  test('is its own, and not to be put back, where the claim was deleted by somebody', () => {
    const { endpoints, adopted: found } = adopted('returning', [cname(NAME(1), address(2), 10), cname(NAME(2), address(3), 10)]);
    expect(endpoints.map((each) => each.node)).toEqual([node(2), node(3)]);
    expect(found).toBeUndefined();
  });

  test('keeps its number: a name without a record below it is new', () => {
    expect(adopted('adopted', [cname(NAME(3), address(2), 60)])).toMatchObject({
      endpoints: [NONE, NONE, { node: node(2) }], adopted: { found: [{ number: 3 }] },
    });
  });

  test('is looked for as far as the claim can have names: five, or as many as it asks for', () => {
    const records = [cname(NAME(5), address(2), 60), cname(NAME(6), address(2), 60), cname(NAME(7), address(2), 60)];
    expect(adopted('adopted', records).endpoints).toHaveLength(5);
    expect(adopted('adopted', records, givenClaim([], { endpointCount: 6 })).endpoints).toHaveLength(6);
  });

  test.each<[string, readonly RecordSet[]]>([
    ['a CNAME to another host', [cname(NAME(1), 'web.example.com', 60)]],
    ['a CNAME to a host that begins like a node', [cname(NAME(1), `${node(2)}.evil.example`, 60)]],
    ['a weighted CNAME', [{ ...cname(NAME(1), address(2), 60), simple: false }]],
    ['two weighted CNAMEs', [cname(NAME(1), address(2), 60), cname(NAME(1), address(3), 60)]],
    ['an address', [{ name: NAME(1), type: 'A', ttl: 60, values: ['10.0.0.1'], simple: true }]],
    ['a text that reads like a node', [{ ...txt(NAME(1), '', 60), values: [address(2)] }]],
    ['a CNAME that the text of a claim could not hold', [cname(NAME(1), `a,b/${address(2)}`, 60)]],
  ])('is not adopted when it is %s', (_, records) => {
    for (const how of ['adopted', 'returning'] as const) expect(adopted(how, records)).toMatchObject({ endpoints: [], adopted: undefined });
  });
});

describe('A retained claim that is taken over', () => {
  const claim = givenClaim([2, 3]);

  test('remembers its names as they were, even those that lead to no node any more', () => {
    const old = cname(NAME(1), 'testdns-002.gone.0001.use1.cache.example', 10);
    const retained = { ...claim, endpoints: [{ node: node(2), written: written(old), standIn: true }, claim.endpoints[1]] };
    const taken = adopted('adopted', [old, cname(NAME(2), address(3), 10)], retained);
    expect(taken.endpoints).toEqual([
      { node: node(2), written: written(old), standIn: false }, { node: node(3), written: claim.endpoints[1].written, standIn: false },
    ]);
    const found = [{ number: 1, target: old.values[0], ttl: 10 }, { number: 2, target: address(3), ttl: 10 }];
    expect(taken.adopted).toEqual({ retained: true, found });
  });

  test('does not get what somebody has put there since', () => {
    expect(adopted('adopted', [cname(NAME(1), 'web.example.com', 10), cname(NAME(2), address(3), 10)], claim)).toMatchObject({
      endpoints: [NONE, { node: node(3) }], adopted: { retained: true, found: [{ number: 2 }] },
    });
  });

  test('is remembered though all of its names are gone', () => {
    expect(adopted('adopted', [], claim)).toMatchObject({ endpoints: [], adopted: { retained: true, found: [] } });
  });

  test('has its names looked for beyond what is asked for now', () => {
    const retained = givenClaim([2, 3, 2, 3, 2, 3, 2], { endpointCount: 1 });
    expect(adopted('adopted', [cname(NAME(7), address(2), 10)], retained).endpoints).toHaveLength(7);
  });
});

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html and in-transit-encryption: what stands between node and Region depends on encryption.
describe('An address is that of', () => {
  const group = {
    ...givenGroup([]),
    id: 'orders',
    members: [{ node: 'orders-001', role: 'primary' as const, status: 'available', address: 'orders-001.abc123.0001.use1.cache.amazonaws.com' }],
  };

  test.each<[string, string, string | undefined]>([
    ['a node of the group', 'orders-001.abc123.0001.use1.cache.amazonaws.com', 'orders-001'],
    ['a node of the group, in capitals and with a dot', 'ORDERS-001.abc123.0001.use1.cache.amazonaws.com.', 'orders-001'],
    ['a node that left', 'orders-004.abc123.0001.use1.cache.amazonaws.com', 'orders-004'],
    ['a node before encryption in transit', 'orders-002.abc123.0001.use1.cache.amazonaws.com', 'orders-002'],
    ['a node with encryption in transit', 'orders-002.orders.abc123.use1.cache.amazonaws.com', 'orders-002'],
    ['a node of another Region', 'orders-002.abc123.0001.euw1.cache.amazonaws.com', undefined],
    ['a node of another group', 'shop-002.abc123.0001.use1.cache.amazonaws.com', undefined],
    ['a node of a group whose id begins alike', 'orders-eu-002.abc123.0001.use1.cache.amazonaws.com', undefined],
    ['a node of a group whose id ends alike', 'my-orders-002.abc123.0001.use1.cache.amazonaws.com', undefined],
    ['a cluster that is no node of a group', 'orders.abc123.0001.use1.cache.amazonaws.com', undefined],
    ['something with four digits', 'orders-0002.abc123.0001.use1.cache.amazonaws.com', undefined],
    ['the reader endpoint', 'orders-ro.abc123.ng.0001.use1.cache.amazonaws.com', undefined],
    ['somebody else', 'orders-002.evil.example', undefined],
  ])('%s: %s', (_, target, expected) => {
    expect(nodeAt(target, group)).toBe(expected);
  });

  test('none that left, while no address of the group is known to compare with', () => {
    expect(nodeAt('orders-002.abc123.0001.use1.cache.amazonaws.com', { ...group, members: [{ ...group.members[0], address: undefined }] })).toBeUndefined();
  });
});
