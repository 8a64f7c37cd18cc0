import { Claim, NOBODY } from '../../../src/reconciler/decide/claim';
import { claimRecord, parseClaim } from '../../../src/reconciler/decide/claim-text';
import { cname } from '../../../src/reconciler/decide/record';
import { written } from '../../../src/reconciler/decide/written';
import { release } from '../../../src/reconciler/deploy/release';
import { claimName } from '../../../src/reconciler/names';
import { givenClaim, ZONE } from '../given-claim';
import { address } from '../given-group';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';

const NAME = (number: number) => `read${number}.${ZONE}`;
const FOUND = { number: 1, target: `${address(3).toUpperCase()}.`, ttl: 300 };
const ADDRESSES = [address(1), address(2)];

let world: InMemoryWorld;

/** What is in the zone after the release, but for the claim. */
async function after(claim: Claim, { retain = false, addresses = ADDRESSES }: { retain?: boolean; addresses?: readonly string[] } = {}) {
  await world.zone.change(release(claim, retain, world.zone.current('read'), addresses), '');
  return world.zone.leads;
}

function given(claim: Claim): Claim {
  world = givenWorld([claim], ['p', 'r', 'r']);
  return claim;
}

function left(): Claim | undefined {
  const [record] = world.zone.at(claimName('read', ZONE));
  const parsed = record && parseClaim('read', record);
  return parsed && 'claim' in parsed ? parsed.claim : undefined;
}

describe('When the last holder goes', () => {
  test('names as they were written go, and the claim', async () => {
    expect(await after(given(givenClaim([2, 3])))).toEqual({});
    expect(world.zone.all).toEqual([]);
  });

  test('a name that somebody changed stays', async () => {
    const claim = given(givenClaim([2, 3]));
    world.zone.put(NAME(1), cname(NAME(1), 'somebody.example', 10));
    expect(await after(claim)).toEqual({ read1: 'somebody.example' });
  });

  test('a name with somebody else\'s records beside it stays', async () => {
    const claim = given(givenClaim([2]));
    const weighted = { ...cname(NAME(1), address(2), 10), simple: false };
    world.zone.put(NAME(1), weighted);
    expect(await after(claim)).toEqual({ read1: address(2) });
    expect(left()).toBeUndefined();
  });

  test('a name that is gone is no trouble', async () => {
    const claim = given(givenClaim([2, 3]));
    world.zone.put(NAME(1));
    expect(await after(claim)).toEqual({});
  });

  test('a name is put back byte for byte as it was found', async () => {
    expect(await after(given(givenClaim([2, 3], { adopted: { retained: false, found: [FOUND] } })))).toEqual({ read1: FOUND.target });
    expect(world.zone.at(NAME(1))).toEqual([cname(NAME(1), FOUND.target, 300)]);
    expect(left()).toBeUndefined();
  });

  test('a name that is still as it was found is not touched', async () => {
    const found = { number: 1, target: address(2), ttl: 10 };
    await after(given(givenClaim([2, 3], { adopted: { retained: false, found: [found] } })));
    expect(world.zone.batches[0].changes.map(({ record }) => record.name)).toEqual([NAME(2), claimName('read', ZONE)]);
  });

  test.each([['target', { target: address(3), ttl: 10 }], ['ttl', { target: address(2), ttl: 300 }]])('another %s than was found is reason enough', async (_, found) => {
    await after(given(givenClaim([2], { adopted: { retained: false, found: [{ number: 1, ...found }] } })));
    expect(world.zone.at(NAME(1))).toEqual([cname(NAME(1), found.target, found.ttl)]);
  });

  test('a name that was found and that somebody has deleted since comes back', async () => {
    const claim = given(givenClaim([2], { adopted: { retained: false, found: [FOUND] } }));
    world.zone.put(NAME(1));
    expect(await after(claim)).toEqual({ read1: FOUND.target });
  });

  test('a name that was found, above the present count, comes back', async () => {
    expect(await after(given(givenClaim([2], { adopted: { retained: false, found: [{ ...FOUND, number: 4 }] } })))).toEqual({ read4: FOUND.target });
  });

  test.each([1, 4])('what was found under name %i is not put over what somebody has put there since', async (number) => {
    const claim = given(givenClaim([2], { adopted: { retained: false, found: [{ ...FOUND, number }] } }));
    world.zone.put(NAME(number), cname(NAME(number), 'somebody.example', 10));
    expect((await after(claim))[`read${number}`]).toBe('somebody.example');
  });

  test('names that may be retained stay, in a claim without holder', async () => {
    const claim = given(givenClaim([2, 3], { adopted: { retained: true, found: [FOUND] }, fewer: { count: 1, since: 1_700_000_000 } }));
    expect(await after(claim, { retain: true })).toEqual({ read1: address(2), read2: address(3) });
    const { holder: _, adopted: __, fewer: ___, ...rest } = claim;
    expect(left()).toEqual({ ...rest, reconciler: NOBODY, generation: claim.generation + 1 });
  });

  test('a retained claim that was taken over is there again, with its names as they were, and nobody holds it', async () => {
    const claim = given(givenClaim([2, 3, 4], { adopted: { retained: true, found: [FOUND, { number: 2, target: address(2), ttl: 10 }] } }));
    expect(await after(claim)).toEqual({ read1: FOUND.target, read2: address(2) });
    expect(left()).toMatchObject({ holder: undefined, reconciler: NOBODY, adopted: undefined });
    expect(left()!.endpoints.map((each) => each.written)).toEqual([cname(NAME(1), FOUND.target, 300), cname(NAME(2), address(2), 10)].map(written));
  });

  test('a retained claim that had no names any more is there again, too', async () => {
    expect(await after(given(givenClaim([2], { adopted: { retained: true, found: [] } })))).toEqual({});
    expect(left()).toMatchObject({ reconciler: NOBODY, endpoints: [] });
  });
});

// whoever may write TXT records in the zone may have written the claim.
describe('A claim that says so does not get', () => {
  const planted = (target: string, claim: Partial<Claim> = {}) => {
    const record = cname(NAME(1), target, 300);
    world = new InMemoryWorld(record, claimRecord(givenClaim([], { endpoints: [{ node: 'elsewhere', written: written(record), standIn: false }], ...claim }), ZONE));
    return givenClaim([], { endpoints: [{ node: 'elsewhere', written: written(record), standIn: false }], ...claim });
  };

  test('a record deleted that points to where ElastiCache has no nodes', async () => {
    expect(await after(planted('web.example.com'))).toEqual({ read1: 'web.example.com' });
  });

  test('a record made that points to where ElastiCache has no nodes', async () => {
    const evil = { retained: false, found: [{ number: 1, target: 'evil.example', ttl: 60 }, { number: 7, target: 'evil.example', ttl: 60 }] };
    expect(await after(given(givenClaim([2], { adopted: evil })))).toEqual({});
  });

  test('less than its word where nothing is known of any node', async () => {
    expect(await after(planted('web.example.com'), { addresses: [] })).toEqual({});
  });
});
