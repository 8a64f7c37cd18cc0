import { cname } from '../../../src/reconciler/decide/record';
import { givenClaim, givenEndpoint } from '../given-claim';
import { address, node } from '../given-group';
import { claimIn, made, zoneOf } from '../pass/planned';

describe('there are as many names', () => {
  test('as the group has replicas, serving or not', async () => {
    const zone = zoneOf(givenClaim([2]));
    await made(zone, ['p', 'r', { status: 'creating' }, { status: undefined }]);

    expect(zone.leads).toEqual({ read1: address(2), read2: address(2), read3: address(2) });
  });

  test('as endpointCount says, wrapping round over the serving replicas', async () => {
    const zone = zoneOf(givenClaim([], { endpointCount: 5 }));
    await made(zone, ['p', 'r', 'r']);

    expect(zone.leads).toEqual({ read1: address(2), read2: address(3), read3: address(2), read4: address(3), read5: address(2) });
  });

  test('as one, which leads to the primary, in a group without replicas', async () => {
    const zone = zoneOf(givenClaim([]));
    await made(zone, ['p']);

    expect(zone.leads).toEqual({ read1: address(1) });
  });
});

describe('a name is removed', () => {
  test('after two passes a minute apart that agree', async () => {
    const zone = zoneOf(givenClaim([2, 3]));

    expect(await made(zone, ['p', 'r'], { at: 0 })).toEqual([`read2: ${node(3)} -> ${node(2)}, because testdns-003 left the group`]);
    expect(await made(zone, ['p', 'r'], { at: 59 })).toEqual([]);
    expect(await made(zone, ['p', 'r'], { at: 60 })).toEqual([`read2: ${node(2)} -> none, because the group has fewer replicas`]);
    expect(zone.leads).toEqual({ read1: address(2) });
    expect(claimIn(zone)).toEqual(givenClaim([2], { generation: 6 }));
  });

  test('not when a pass in between saw the replica again', async () => {
    const zone = zoneOf(givenClaim([2, 3]));
    await made(zone, ['p', 'r'], { at: 0 });
    await made(zone, ['p', 'r', 'r'], { at: 30 });
    await made(zone, ['p', 'r'], { at: 60 });

    expect(Object.keys(zone.leads)).toEqual(['read1', 'read2']);
  });

  test('not when the group, in the middle of a change, listed more in between', async () => {
    const zone = zoneOf(givenClaim([2, 3, 4]));
    await made(zone, ['p', 'r'], { at: 0 });
    await made(zone, ['p', 'r', 'r'], { at: 30, status: 'modifying' });
    await made(zone, ['p', 'r'], { at: 60 });

    expect(Object.keys(zone.leads)).toEqual(['read1', 'read2', 'read3']);
  });

  test('not when the passes disagree on how many are left', async () => {
    const zone = zoneOf(givenClaim([2, 3, 4]));
    await made(zone, ['p', 'r'], { at: 0 });
    await made(zone, ['p', 'r', 'r'], { at: 60 });

    expect(Object.keys(zone.leads)).toEqual(['read1', 'read2', 'read3']);
    await made(zone, ['p', 'r', 'r'], { at: 120 });
    expect(Object.keys(zone.leads)).toEqual(['read1', 'read2']);
  });

  test.each(['modifying', 'snapshotting'])('not while the group is %s, though names move', async (status) => {
    const zone = zoneOf(givenClaim([2, 3]));
    await made(zone, ['p', 'r'], { at: 0, status });
    await made(zone, ['p', 'r'], { at: 60, status });

    expect(zone.leads).toEqual({ read1: address(2), read2: address(2) });
  });

  test('not when somebody else changed it: then it is given up', async () => {
    const zone = zoneOf(givenClaim([2, 3]));
    zone.put('read2.db.example', cname('read2.db.example', 'other.example', 10));
    await made(zone, ['p', 'r'], { at: 0 });

    expect(await made(zone, ['p', 'r'], { at: 60 })).toEqual([]);
    expect(zone.leads).toEqual({ read1: address(2), read2: 'other.example' });
    expect(claimIn(zone).endpoints).toEqual([givenEndpoint(2)]);
  });

  test('down to endpointCount when that was lowered', async () => {
    const zone = zoneOf(givenClaim([2, 3, 2], { endpointCount: 1 }));
    await made(zone, ['p', 'r', 'r'], { at: 0 });
    await made(zone, ['p', 'r', 'r'], { at: 60 });

    expect(zone.leads).toEqual({ read1: address(2) });
  });
});
