import { givenRequest, idOf, registration, Requests, served } from './given-request';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { timeout } from '../pass/trouble';

let world: InMemoryWorld;
let requests: Requests;

beforeEach(async () => {
  world = givenWorld([], ['p', 'r', 'r']);
  requests = new Requests(world);
  await requests.create('c-1');
  world.clock.pass(60_000);
});

const READ = ['read1', 'read2'];
const SCAN = ['scan1', 'scan2'];
const names = () => Object.keys(world.zone.leads);

/** An update to the prefix `scan` that was made, and nobody heard of. */
async function unheardUpdate(): Promise<void> {
  world.zone.nextChanges.push((make) => { make(); throw timeout(); });
  await requests.update('u-1', idOf('c-1'), { prefix: 'scan' });
  world.clock.pass(60_000);
  expect(names()).toEqual([...READ, ...SCAN]);
}

describe('A claim of another prefix that the request does not name', () => {
  test('goes with its names when an update to it was not heard, and the rollback speaks of the old one', async () => {
    await unheardUpdate();
    expect(await requests.update('u-2', idOf('c-1'), {}, { prefix: 'scan' })).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: idOf('c-1') });
    expect(names()).toEqual(READ);
  });

  test('goes with its names when it is deleted by its id, whatever the registration says', async () => {
    await unheardUpdate();
    expect(await requests.remove(idOf('u-1', 'scan'), { prefix: 'read' })).toMatchObject({ Status: 'SUCCESS' });
    expect(names()).toEqual(READ);
  });

  test("stays when it is another resource's, or another stack's", async () => {
    for (const [requestId, changed] of [['c-2', { LogicalResourceId: 'Scan' }], ['c-3', { StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Other/1' }]] as const) {
      await served(world, givenRequest('Create', requestId, registration({ prefix: requestId === 'c-2' ? 'scan' : 'list' }), world, changed));
    }
    world.clock.pass(60_000);
    await requests.update('u-1', idOf('c-1'), { ttl: 30 });
    expect(names()).toEqual(['list1', 'list2', ...READ, ...SCAN]);
    expect(await requests.remove(idOf('c-1'))).toMatchObject({ Status: 'SUCCESS' });
    expect(names()).toEqual(['list1', 'list2', ...SCAN]);
  });

  test('stays when the resource that made it may have moved there, and another takes its logical id', async () => {
    expect(await requests.create('c-2', { prefix: 'scan' })).toMatchObject({ Status: 'SUCCESS' });
    expect(names()).toEqual([...READ, ...SCAN]);
    await requests.remove('Shop-ReadersClaim-1ABC', { prefix: 'scan' });
    expect(names()).toEqual(READ);
  });

  test('stays when an update makes a newer one, and that one is updated again before all has succeeded', async () => {
    await requests.update('u-1', idOf('c-1'), { prefix: 'scan' });
    world.clock.pass(60_000);
    await requests.update('u-2', idOf('u-1', 'scan'), { prefix: 'scan', ttl: 30 }, { prefix: 'scan' });
    expect(names()).toEqual([...READ, ...SCAN]);
  });
});

describe('The holder that is left', () => {
  test('has as many names as it wants at once, and no more', async () => {
    await requests.update('u-1', idOf('c-1'), { endpointCount: 4 });
    expect(names()).toEqual(['read1', 'read2', 'read3', 'read4']);
    world.clock.pass(60_000);
    const { PhysicalResourceId } = await requests.update('u-2', idOf('c-1'), { endpointCount: 1 }, { endpointCount: 4 });
    expect(names()).toEqual(['read1', 'read2', 'read3', 'read4']);
    await requests.remove(idOf('c-1'));
    expect(names()).toEqual(['read1']);
    expect(await requests.remove(PhysicalResourceId)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.zone.all).toEqual([]);
  });

  test('keeps all that another one, who is older, wants', async () => {
    await requests.update('u-1', idOf('c-1'), { endpointCount: 3 });
    world.clock.pass(60_000);
    await served(world, givenRequest('Create', 'c-2', registration({ endpointCount: 1 }), world, { LogicalResourceId: 'Renamed' }));
    await served(world, givenRequest('Create', 'c-3', registration({ endpointCount: 2 }), world, { LogicalResourceId: 'Twice' }));
    await requests.remove(idOf('c-3'));
    expect(names()).toEqual(['read1', 'read2', 'read3']);
  });
});

test('the last holder takes the names along, though they may be retained, when its registration does not say so', async () => {
  await served(world, givenRequest('Create', 'r-1', registration({ retain: true }), world, {
    ResourceType: 'Custom::ReplicaEndpointDnsRetention',
    ResourceProperties: { Registration: JSON.stringify(registration({ retain: true })), Claim: idOf('c-1') },
  }));
  expect(world.zone.batches.at(-1)!.comment).toBe('read: names may be retained');
  await requests.remove(idOf('c-1'));
  expect(world.zone.batches.at(-1)!.comment).toBe('read: claim released');
  expect(world.zone.all).toEqual([]);
});

test('a Delete that finds no claim tells so, and one that finds that of others does not', async () => {
  world.lines.length = 0;
  await requests.remove(idOf('c-9'));
  expect(world.lines).toEqual([]);
  await requests.remove(idOf('c-9', 'scan'), { prefix: 'scan' });
  expect(world.lines).toEqual(['scan: there is no claim, so that names which may be there are left alone']);
});
