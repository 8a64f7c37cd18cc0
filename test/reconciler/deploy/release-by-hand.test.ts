import { givenRequest, idOf, registration, Requests, served, SETTINGS, STACK } from './given-request';
import { releaseByHand } from '../../../src/reconciler/deploy/custom-resource';
import { instanceOf } from '../../../src/reconciler/deploy/identity';
import { ZONE } from '../given-claim';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';

let world: InMemoryWorld;
let requests: Requests;

beforeEach(() => {
  world = givenWorld([], ['p', 'r', 'r']);
  requests = new Requests(world);
});

describe('A holder whose Delete never came', () => {
  test('is released by hand, and its names go with it', async () => {
    await requests.create();
    await expect(releaseByHand({ action: 'release', claim: idOf('c-1') }, world, SETTINGS, world.clock.now() + 60_000)).resolves
      .toBe(`${idOf('c-1')} does not hold the names of 'read' any more`);
    expect(world.zone.all).toEqual([]);
  });

  test('leaves names that are to be retained where they are, as its Delete would have', async () => {
    await requests.create('c-1', { retain: true });
    await served(world, givenRequest('Create', 'r-1', undefined, world, {
      ResourceType: 'Custom::ReplicaEndpointDnsRetention',
      LogicalResourceId: 'ReadersRetention',
      ResourceProperties: { Registration: JSON.stringify(registration({ retain: true })), Claim: idOf('c-1') },
    }));
    await releaseByHand({ action: 'release', claim: idOf('c-1') }, world, SETTINGS, world.clock.now() + 60_000);
    expect([Object.keys(world.zone.leads), requests.claim().holder]).toEqual([['read1', 'read2'], undefined]);
  });

  test('leaves the names to those who hold them, too', async () => {
    await requests.create();
    await served(world, givenRequest('Create', 'c-2', registration(), world, { LogicalResourceId: 'Renamed' }));
    await releaseByHand({ action: 'release', claim: idOf('c-1') }, world, SETTINGS, world.clock.now() + 60_000);
    expect([requests.claim().earlier, requests.claim().holder!.instance]).toEqual([[], instanceOf(STACK, 'c-2')]);
    expect(Object.keys(world.zone.leads)).toEqual(['read1', 'read2']);
  });

  test('is there, or the release fails: an id that nobody has is a slip', async () => {
    await requests.create();
    await expect(releaseByHand({ action: 'release', claim: idOf('c-9') }, world, SETTINGS, world.clock.now() + 60_000)).rejects
      .toThrow(`no holder has this id, got: '${idOf('c-9')}'; {"action":"plan"} lists them`);
  });

  test('holds the names of the claim that is named with it, or nothing is released', async () => {
    await requests.create();
    const slip = idOf('c-1').replace('read.', 'ro.');
    await expect(releaseByHand({ action: 'release', claim: slip }, world, SETTINGS, world.clock.now() + 60_000)).rejects
      .toThrow(`no holder has this id, got: '${slip}'; {"action":"plan"} lists them`);
    expect(Object.keys(world.zone.leads)).toEqual(['read1', 'read2']);
  });

  test.each(['read.db.example', 'read/a1b2c3d4e5', 'read.other.example/a1b2c3d4e5', '/a1b2c3d4e5', 'db.example/a1b2c3d4e5', '', undefined as unknown as string])(
    "needs its whole id: '%s' is refused", async (id) => {
      await expect(releaseByHand({ action: 'release', claim: id }, world, SETTINGS, world.clock.now() + 60_000)).rejects.toThrow(
        `claim must be the physical id of a Custom::ReplicaEndpointDns in the zone ${ZONE}, got: '${id}'; {"action":"plan"} lists them`,
      );
    },
  );
});
