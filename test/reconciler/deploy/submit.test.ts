import { Deployments, START } from './given-deployments';
import { STACK } from './given-request';
import { HalfDone } from '../../../src/reconciler/deploy/establish';
import { instanceOf } from '../../../src/reconciler/deploy/identity';
import { Refusal } from '../../../src/reconciler/deploy/patience';
import { claimName } from '../../../src/reconciler/names';
import { ZONE } from '../given-claim';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError, timeout } from '../pass/trouble';

let world: InMemoryWorld;
let deployments: Deployments;

beforeEach(() => {
  world = givenWorld([], ['p', 'r', 'r']);
  deployments = new Deployments(world);
});

describe('A write', () => {
  test('whose answer is lost is found made at the next look, and the deployment succeeds with one claim', async () => {
    world.zone.nextChanges.push((make) => { make(); throw timeout(); });
    expect(await deployments.create()).toBe(instanceOf(STACK, 'c-1'));
    expect(world.zone.batches).toHaveLength(1);
  });

  test('that was lost to another writer is made against what that one wrote', async () => {
    await deployments.create();
    world.zone.nextChanges.push((make) => {
      const record = world.zone.at(claimName('read', ZONE))[0];
      world.zone.put(record.name, { ...record, values: [record.values[0].replace(/ s=\d+/, ' s=7')] });
      return make();
    });
    await deployments.update('u-1', 'c-1', { ttl: 30 });
    expect([deployments.claim()!.ttl, deployments.claim()!.generation]).toEqual([30, 8]);
  });

  test('that was throttled is sent again without looking', async () => {
    world.zone.nextChanges.push(() => { throw awsError('PriorRequestNotComplete', 'busy'); });
    await deployments.create();
    expect(world.groups.reads).toHaveLength(1);
  });

  test('that found no time until its view was old is made of a new one', async () => {
    world.zone.nextChanges.push(...always(() => { throw awsError('Throttling', 'Rate exceeded'); }).slice(0, 4));
    await deployments.create();
    expect(world.groups.reads).toHaveLength(2);
  });

  test('that Route 53 goes on to refuse is final, and its words are told', async () => {
    world.zone.refuses = () => awsError('InvalidChangeBatch', "[Tried to create name='read1.db.example.', a protection forbids it: ask the network team]");
    await expect(deployments.create()).rejects.toThrow(new Refusal("Route 53 refuses the changes, got: InvalidChangeBatch: [Tried to create name='read1.db.example.', a protection forbids it: "
      + 'ask the network team]: lift what keeps it from them, such as a guardrail or a record protection of the zone, and try again'));
    expect(world.clock.naps).toHaveLength(2);
  });

  test('that may have been made makes a failure half done, and says of whom', async () => {
    world.zone.nextChanges.push(...always(() => { throw timeout(); }));
    await expect(deployments.create()).rejects.toMatchObject({
      constructor: HalfDone, instance: instanceOf(STACK, 'c-1'), message: "the names of 'read' were asked for too long ago, got until then: socket hang up", cause: expect.any(Refusal),
    });
  });

  test('that IAM denies is tried for a minute', async () => {
    world.zone.refuses = () => awsError('AccessDenied', 'not authorized');
    await expect(deployments.create()).rejects.toThrow('not authorized');
    expect(world.clock.now() - START * 1000).toBeGreaterThan(60_000);
    expect(world.clock.now() - START * 1000).toBeLessThan(90_000);
  });

  test('and the wait for it leave time to answer', async () => {
    world.zone.nextReads.push(...always(() => { throw awsError('Throttling', 'Rate exceeded'); }));
    await expect(deployments.create()).rejects.toThrow('Rate exceeded');
    expect(world.clock.now() - START * 1000).toBeLessThan(270_000);
  });
});

/** As often as this, the same. */
function always(act: () => never): (() => never)[] {
  return Array.from({ length: 200 }, () => act);
}
