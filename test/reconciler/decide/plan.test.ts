import { Claim, ELSEWHERE } from '../../../src/reconciler/decide/claim';
import { claimRecord } from '../../../src/reconciler/decide/claim-text';
import { fingerprint } from '../../../src/reconciler/decide/fingerprint';
import { plan } from '../../../src/reconciler/decide/plan';
import { cname, RecordSet } from '../../../src/reconciler/decide/record';
import { standing } from '../../../src/reconciler/decide/serving';
import { written } from '../../../src/reconciler/decide/written';
import { givenClaim, HOLDER, givenEndpoint, ZONE } from '../given-claim';
import { address, givenGroup, MemberSketch, node } from '../given-group';
import { InMemoryZone } from '../in-memory-zone';
import { claimIn, made, NOW, planned, zoneOf } from '../pass/planned';

describe('a name', () => {
  test('that leads where it should is left alone, and so is the claim', () => {
    const zone = zoneOf(givenClaim([2, 3]));

    expect(planned(zone, ['p', 'r', 'r'])).toEqual({ moves: [], contested: [], changes: [], claim: givenClaim([2, 3]) });
  });

  test('that should lead elsewhere is deleted exactly and created, and the claim is swapped around it', async () => {
    const zone = zoneOf(givenClaim([2, 3]));
    const before = zone.current('read').claim!;
    const { changes, moves, claim } = planned(zone, ['p', 'r', { status: 'rebooting' }]);

    expect(changes).toEqual([
      { action: 'DELETE', record: cname('read2.db.example', address(3), 10) },
      { action: 'CREATE', record: cname('read2.db.example', address(2), 10) },
      { action: 'DELETE', record: before },
      { action: 'CREATE', record: claimRecord(claim, ZONE) },
    ]);
    expect(moves).toEqual([{ name: 'read2.db.example', from: node(3), to: node(2), why: 'testdns-003 is rebooting' }]);
    expect(claim).toEqual(givenClaim([], { endpoints: [givenEndpoint(2), givenEndpoint(2, { standIn: true })], generation: 5 }));
  });

  test('that is new is created', async () => {
    const zone = zoneOf(givenClaim([2]));

    expect(await made(zone, ['p', 'r', 'r'])).toEqual([`read2: none -> ${node(3)}, because the name is new`]);
    expect(zone.leads).toEqual({ read1: address(2), read2: address(3) });
  });

  test('that somebody deleted is created again', async () => {
    const zone = zoneOf(givenClaim([2, 3]));
    zone.put('read2.db.example');

    expect(await made(zone, ['p', 'r', 'r'])).toEqual([`read2: ${node(3)} -> ${node(3)}, because its record was missing`]);
    expect(zone.leads).toEqual({ read1: address(2), read2: address(3) });
  });

  test('that somebody led right is ours again', async () => {
    const zone = zoneOf(givenClaim([], { endpoints: [givenEndpoint(2, { written: '0fa3b1c2' })] }));

    expect(await made(zone, ['p', 'r'])).toEqual([]);
    expect(claimIn(zone).endpoints).toEqual([givenEndpoint(2)]);
    expect(await made(zone, ['p', { status: 'rebooting' }])).toEqual([`read1: ${node(2)} -> ${node(1)}, because testdns-002 is rebooting`]);
  });

  test('that somebody led right, with capitals and a trailing dot, is ours again and can be led on', async () => {
    const zone = zoneOf(givenClaim([2]));
    zone.put('read1.db.example', cname('read1.db.example', `${address(2).toUpperCase()}.`, 10));

    expect(await made(zone, ['p', 'r'])).toEqual([]);
    expect(await made(zone, ['p', { status: 'rebooting' }])).toEqual([`read1: ${node(2)} -> ${node(1)}, because testdns-002 is rebooting`]);
    expect(zone.leads).toEqual({ read1: address(1) });
  });

  test.each<[string, RecordSet[], string]>([
    ['another target', [cname('read1.db.example', 'other.example', 10)], 'CNAME other.example ttl 10'],
    ['another ttl', [cname('read1.db.example', address(2), 300)], `CNAME ${address(2)} ttl 300`],
    ['another type', [{ name: 'read1.db.example', type: 'A', ttl: 10, values: ['10.0.0.1', '10.0.0.2'], simple: true }], 'A 10.0.0.1 10.0.0.2 ttl 10'],
    ['another routing', [{ ...cname('read1.db.example', address(2), 10), simple: false }], `non-simple CNAME ${address(2)} ttl 10`],
    ['several records', [aRecord('A'), aRecord('AAAA')], 'A 10.0.0.1 ttl 10; AAAA 10.0.0.1 ttl 10'],
  ])('that somebody gave %s is contested, and not fought over', async (_, records, found) => {
    const zone = zoneOf(givenClaim([2, 3]));
    zone.put('read1.db.example', ...records);

    expect(planned(zone, ['p', 'r', 'r'])).toMatchObject({ moves: [], changes: [], contested: [{ name: 'read1.db.example', found }] });
  });

  test('whose record points to no node of ElastiCache was never ours, whatever the claim says: it is neither moved nor removed', async () => {
    const other = cname('read2.db.example', 'web.example.com', 10);
    const endpoints = [givenEndpoint(2), givenEndpoint(3, { written: written(other) })];
    const zone = zoneOf(givenClaim([2], { endpoints, fewer: { count: 1, since: NOW - 60 } }));
    zone.put(other.name, other);

    expect(planned(zone, ['p', 'r', 'r'])).toMatchObject({ contested: [{ name: 'read2.db.example', found: 'CNAME web.example.com ttl 10' }] });
    await made(zone, ['p', 'r']);
    expect(zone.at(other.name)).toEqual([other]);
    expect(claimIn(zone).endpoints).toHaveLength(1);
  });

  test('that is contested does not keep another name from moving', async () => {
    const zone = zoneOf(givenClaim([2, 3]));
    zone.put('read1.db.example', cname('read1.db.example', 'other.example', 10));

    expect(await made(zone, ['p', { status: 'deleting' }, { status: 'rebooting' }, 'r'])).toContain(`read2: ${node(3)} -> ${node(4)}, because testdns-003 is rebooting`);
    expect(zone.leads).toMatchObject({ read1: 'other.example', read2: address(4) });
  });

  test('that is contested moves as soon as its record is as we wrote it', async () => {
    const zone = zoneOf(givenClaim([2, 3]));
    zone.put('read1.db.example', cname('read1.db.example', 'other.example', 10));
    await made(zone, ['p', { status: 'rebooting' }, 'r']);
    zone.put('read1.db.example', cname('read1.db.example', address(2), 10));

    expect(await made(zone, ['p', { status: 'rebooting' }, 'r'])).toEqual([`read1: ${node(2)} -> ${node(3)}, because testdns-002 is rebooting`]);
  });

  test('that is new is contested even when somebody else led it just as we would', async () => {
    const zone = zoneOf(givenClaim([2]));
    const foreign = cname('read2.db.example', address(3), 10);
    zone.put('read2.db.example', foreign);

    for (const members of [['p', 'r', 'r'], ['p', 'r', { status: 'rebooting' }], ['p', 'r', 'r']] as MemberSketch[][]) {
      expect(planned(zone, members).contested).toEqual([{ name: 'read2.db.example', found: `CNAME ${address(3)} ttl 10` }]);
      expect(await made(zone, members)).toEqual([]);
    }
    expect(zone.at('read2.db.example')).toEqual([foreign]);
  });

  test('that was contested from the beginning is made when the other record is gone', async () => {
    const zone = zoneOf(givenClaim([2]));
    zone.put('read2.db.example', cname('read2.db.example', 'other.example', 10));
    await made(zone, ['p', 'r', 'r']);
    zone.put('read2.db.example');

    expect(await made(zone, ['p', 'r', 'r'])).toEqual([`read2: ${node(3)} -> ${node(3)}, because its record was missing`]);
    expect(zone.leads).toEqual({ read1: address(2), read2: address(3) });
  });

  test('stays as it is while the address of its node is not known', () => {
    const claim = givenClaim([2, 3]);

    expect(planned(zoneOf(claim), ['p', 'r', { role: undefined, address: undefined }])).toEqual({ moves: [], contested: [], changes: [], claim });
  });

  test('stays on its node, also in the claim, while the primary that it should go to has no address', async () => {
    const zone = zoneOf(givenClaim([2, 3]));

    expect(planned(zone, [{ role: 'primary', address: undefined }, { status: 'rebooting' }, { status: 'rebooting' }])).toMatchObject({ changes: [] });
  });
});

describe('a move says why', () => {
  test.each<[string, Claim, MemberSketch[], string]>([
    ['promoted', givenClaim([2, 3]), ['r', 'p', 'r'], `read1: ${node(2)} -> ${node(3)}, because testdns-002 became primary`],
    ['down', givenClaim([2, 3]), ['p', { address: undefined }, 'r'], `read1: ${node(2)} -> ${node(3)}, because testdns-002 has no endpoint`],
    ['gone', givenClaim([2, 3, 4]), ['p', 'r', 'r'], `read3: ${node(4)} -> ${node(2)}, because testdns-004 left the group`],
    ['level', givenClaim([2, 2]), ['p', 'r', 'r'], `read2: ${node(2)} -> ${node(3)}, because the names level out`],
    ['back from the primary', givenClaim([1]), ['p', 'r'], `read1: ${node(1)} -> ${node(2)}, because a replica serves again`],
    ['renamed', givenClaim([2]), ['p', { address: 'master.tls.example' }], `read1: ${node(2)} -> ${node(2)}, because the endpoint of testdns-002 was renamed`],
    ['ttl', givenClaim([2], { ttl: 30 }), ['p', 'r'], `read1: ${node(2)} -> ${node(2)}, because the ttl is now 30 s`],
  ])('%s', async (_, claim, members, sentence) => {
    expect(await made(zoneOf(claim), members)).toEqual([sentence]);
  });

  test('adopted', async () => {
    const old = cname('read1.db.example', address(9), 300);
    const zone = zoneOf(givenClaim([], { endpoints: [{ node: ELSEWHERE, written: written(old), standIn: false }] }));
    zone.put(old.name, old);

    expect(await made(zone, ['p', 'r'])).toEqual([`read1: elsewhere -> ${node(2)}, because it was adopted`]);
    expect(zone.leads).toEqual({ read1: address(2) });
  });

  test('adopted where there was nothing', async () => {
    const zone = zoneOf(givenClaim([], { endpoints: [{ node: ELSEWHERE, written: fingerprint(''), standIn: false }] }));
    zone.put('read1.db.example');

    expect(await made(zone, ['p', 'r'])).toEqual([`read1: elsewhere -> ${node(2)}, because the name is new`]);
  });
});

describe('the claim', () => {
  test('that is only being made is created, with nothing to delete', () => {
    const { changes, claim } = plan(givenClaim([], { generation: 0 }), standing(givenGroup(['p', 'r']), undefined, [], NOW), new InMemoryZone().current('read'), NOW);

    expect(changes).toEqual([
      { action: 'CREATE', record: cname('read1.db.example', address(2), 10) },
      { action: 'CREATE', record: claimRecord(claim, ZONE) },
    ]);
    expect(claim.generation).toBe(1);
  });

  test('remembers a new primary and who was demoted, even when no name moves', async () => {
    const zone = zoneOf(givenClaim([3], { endpointCount: 1 }));

    expect(await made(zone, ['r', 'p', 'r'])).toEqual([]);
    expect(claimIn(zone)).toEqual(givenClaim([3], { endpointCount: 1, primary: node(2), demotions: [{ node: node(1), at: NOW }], generation: 5 }));
  });

  test('is not swapped only to forget a demotion that lapsed', () => {
    const zone = zoneOf(givenClaim([2], { demotions: [{ node: node(2), at: NOW - 3_600 }] }));

    expect(planned(zone, ['p', 'r']).changes).toEqual([]);
  });

  test('remembers what it adopted for as long as the claim is held', async () => {
    const adopted = { retained: false, found: [{ number: 1, target: 'old.example', ttl: 300 }] };
    const zone = zoneOf(givenClaim([2], { adopted }));
    await made(zone, ['p', { status: 'rebooting' }]);

    expect(claimIn(zone).adopted).toEqual(adopted);
  });

  test('takes away no name that an earlier holder has', async () => {
    const earlier = [{ ...HOLDER, instance: 'b1b2c3d4e5', reconciler: '5f0c2a11', group: 'testdns', ttl: 10, whenNoReplica: 'PRIMARY' as const, names: 2 }];
    const zone = zoneOf(givenClaim([2, 3], { endpointCount: 1, earlier }));

    expect(planned(zone, ['p', 'r', 'r']).claim.fewer).toBeUndefined();
    expect(planned(zoneOf(givenClaim([2, 3], { endpointCount: 1 })), ['p', 'r', 'r']).claim.fewer).toEqual({ count: 1, since: NOW });
  });
});

test('doubt writes nothing, whatever has changed', () => {
  const claim = givenClaim([2, 3], { fewer: { count: 1, since: NOW - 3_600 } });

  expect(planned(zoneOf(claim), ['r', 'r']))
    .toEqual({ doubt: 'testdns shows 0 primaries among 2 members', moves: [], contested: [], changes: [], claim });
});

function aRecord(type: string): RecordSet {
  return { name: 'read1.db.example', type, ttl: 10, values: ['10.0.0.1'], simple: true };
}
