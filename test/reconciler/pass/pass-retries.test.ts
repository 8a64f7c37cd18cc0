import { givenClaim, ZONE } from '../given-claim';
import { address, givenGroup, MemberSketch, node } from '../given-group';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError, timeout } from './trouble';
import { Claim } from '../../../src/reconciler/decide/claim';
import { claimRecord, parseClaim } from '../../../src/reconciler/decide/claim-text';
import { cname } from '../../../src/reconciler/decide/record';
import { Outcome } from '../../../src/reconciler/pass/outcome';
import { pass } from '../../../src/reconciler/pass/pass';

const MINE = '5f0c2a11';
const FAILED_OVER: MemberSketch[] = ['r', 'p', 'r'];
const MOVED = { read1: address(3), read2: address(3) };

describe('the pass is tried again', () => {
  test.each([awsError('ServiceUnavailable', 'later'), timeout()])('when a write fails with %s', async (error) => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextChanges.push(fails(error), fails(error));

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [{ name: 'read1.db.example' }] }]);
    expect(world.zone.leads).toEqual(MOVED);
    expect(world.groups.reads).toHaveLength(3);
  });

  test('when a swap was lost, against what the winner left', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextChanges.push((make) => {
      swapClaim(world, givenClaim([2, 3], { ttl: 30 }));
      return make();
    });

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [{ name: 'read1.db.example' }, { name: 'read2.db.example' }] }]);
    expect(claimIn(world)).toMatchObject({ ttl: 30, generation: 5 });
    expect(world.zone.at('read2.db.example')).toEqual([cname('read2.db.example', address(3), 30)]);
  });

  test('when reading the zone fails', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextReads.push(fails(awsError('Throttling', 'Rate exceeded')));

    expect(await passed(world)).toMatchObject([{ result: 'right' }]);
    expect(world.zone.leads).toEqual(MOVED);
  });

  test('when reading the groups fails', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.groups.nextReads.push(fails(timeout()));

    expect(await passed(world)).toMatchObject([{ result: 'right' }]);
    expect(world.zone.leads).toEqual(MOVED);
  });

  test('when the view of the group is five seconds old before it is written', async () => {
    const world = givenWorld([givenClaim([2, 3])], ['p', { status: 'rebooting' }, 'r']);
    world.groups.nextReads.push(() => world.clock.pass(5_000), () => {
      world.groups.set(givenGroup(['p', 'r', 'r']));
      world.clock.pass(4_999);
    });

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [] }]);
    expect(world.zone.batches).toEqual([]);
  });

  test('with longer and longer pauses, eight times at most', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.refuses = () => awsError('ServiceUnavailable', 'later');

    expect(await passed(world)).toMatchObject([{ result: 'failed', reason: 'ServiceUnavailable: later', moves: [] }]);
    expect(world.clock.naps).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400]);
    expect(world.zone.leads).toEqual({ read1: address(2), read2: address(3) });
  });

  test('not when it would end later than it may, nor does a pause outlast that', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.refuses = () => awsError('ServiceUnavailable', 'later');
    await pass(world, MINE, world.clock.now() + 250);

    expect(world.clock.naps).toEqual([100, 150]);
  });

  test('only for the claims that are not done', async () => {
    const world = givenWorld([givenClaim([2], { prefix: 'other', group: 'other' }), givenClaim([2, 3])], FAILED_OVER);
    world.groups.set(givenGroup(['p', 'r'], { id: 'other' }));
    world.zone.nextChanges.push(fails(timeout()));

    expect(await passed(world)).toMatchObject([{ prefix: 'other', result: 'right' }, { prefix: 'read', result: 'right' }]);
    expect(world.groups.reads).toEqual([['other', 'testdns'], ['testdns']]);
  });

  test('but not for a claim that has vanished since: the pass ends with the next reading, and tells of the others', async () => {
    const world = givenWorld([givenClaim([2, 3], { prefix: 'gone' }), givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextChanges.push(() => {
      world.zone.put('gone._replica-endpoint-dns.db.example');
      throw timeout();
    });

    expect(await passed(world)).toMatchObject([{ prefix: 'read', result: 'right', moves: [{ name: 'read1.db.example' }] }]);
    expect(world.groups.reads).toHaveLength(2);
  });

  test('nor for the last claim when it has vanished', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextChanges.push(() => {
      world.zone.put('read._replica-endpoint-dns.db.example');
      throw timeout();
    });

    expect(await passed(world)).toEqual([]);
    expect(world.clock.naps).toHaveLength(1);
  });

  test('and fails as a whole when it can never read', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    for (let read = 0; read < 8; read += 1) world.groups.nextReads.push(fails(awsError('AccessDenied', 'not authorized')));

    await expect(passed(world)).rejects.toThrow(awsError('AccessDenied', 'not authorized'));
  });
});

test('a name that another writer moved between the pages of one reading is not called contested', async () => {
  const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
  const read = world.zone.read.bind(world.zone);
  world.zone.read = async (namesNeeded) => {
    world.zone.read = read;
    const { claims } = await read(namesNeeded);
    await passed(world);
    world.groups.set(givenGroup(['p', 'r', 'r']));
    return { claims, at: (await read(namesNeeded)).at };
  };

  expect(await passed(world)).toMatchObject([{ result: 'right', contested: [] }]);
});

describe('a write without an answer', () => {
  test('that was made is not made again, and its moves are told once', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextChanges.push(losesAnswer);

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [{ name: 'read1.db.example', from: node(2), to: node(3) }] }]);
    expect(world.zone.leads).toEqual(MOVED);
    expect(world.zone.batches).toHaveLength(1);
  });

  test('that was not made is made at the next try, and its moves are told once', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextChanges.push(fails(timeout()));

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [{ name: 'read1.db.example' }] }]);
    expect(world.zone.batches).toHaveLength(1);
  });

  test('that was made shows even when the read after it fails', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextChanges.push(losesAnswer);
    world.zone.nextReads.push(() => undefined, fails(awsError('Throttling', 'Rate exceeded')));

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [{ name: 'read1.db.example' }] }]);
  });

  test('that was made is told beside what changed since', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.nextChanges.push((make) => {
      make();
      world.groups.set(givenGroup(['p', 'r', { status: 'rebooting' }]));
      throw timeout();
    });
    const [{ moves }] = await passed(world);

    expect(moves.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['read1.db.example', node(2), node(3)], ['read1.db.example', node(3), node(1)], ['read2.db.example', node(3), node(1)],
    ]);
  });
});

describe('moves that another writer made are not told', () => {
  test('by the one that lost the swap to it', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    let winner: Outcome[] = [];
    world.zone.nextChanges.push(async (make) => {
      winner = await passed(world);
      return make();
    });
    const loser = await passed(world);

    expect(winner).toMatchObject([{ result: 'right', moves: [{ name: 'read1.db.example' }] }]);
    expect(loser).toMatchObject([{ result: 'right', moves: [] }]);
    expect(world.zone.leads).toEqual(MOVED);
  });

  test('by the one whose view had become too old', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.groups.nextReads.push(() => world.clock.pass(5_000));
    const sleep = world.clock.sleep.bind(world.clock);
    world.clock.sleep = async (ms) => {
      await passed(world);
      return sleep(ms);
    };

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [] }]);
    expect(world.zone.leads).toEqual(MOVED);
  });
});

function passed(world: InMemoryWorld): Promise<Outcome[]> {
  return pass(world, MINE, Infinity);
}

function swapClaim(world: InMemoryWorld, claim: Claim): void {
  const record = claimRecord(claim, ZONE);
  world.zone.put(record.name, record);
}

function claimIn(world: InMemoryWorld): Claim {
  const parsed = parseClaim('read', world.zone.current('read').claim!);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.claim;
}

function fails(error: Error): () => never {
  return () => {
    throw error;
  };
}

function losesAnswer(make: () => string): never {
  make();
  throw timeout();
}
