import { givenClaim, ZONE } from '../given-claim';
import { address, givenGroup, MemberSketch, node } from '../given-group';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError } from './trouble';
import { NOBODY } from '../../../src/reconciler/decide/claim';
import { claimRecord } from '../../../src/reconciler/decide/claim-text';
import { cname, RecordSet, txt } from '../../../src/reconciler/decide/record';
import { look, namesOf } from '../../../src/reconciler/pass/look';
import { Outcome } from '../../../src/reconciler/pass/outcome';
import { pass } from '../../../src/reconciler/pass/pass';

const MINE = '5f0c2a11';
const FAILED_OVER: MemberSketch[] = ['r', 'p', 'r'];
const MOVED = { read1: address(3), read2: address(3) };

describe('a pass', () => {
  test('writes the difference between what is and what should be, and tells what moved', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);

    expect(await passed(world)).toMatchObject([{ prefix: 'read', result: 'right', contested: [], moves: [{ name: 'read1.db.example', from: node(2), to: node(3) }] }]);
    expect(world.zone.leads).toEqual(MOVED);
    expect(world.zone.batches.map(({ comment }) => comment)).toEqual([`read1: ${node(2)} -> ${node(3)}, because testdns-002 became primary`]);
  });

  test('writes nothing when nothing differs', async () => {
    const world = givenWorld([givenClaim([2, 3])], ['p', 'r', 'r']);

    expect(await passed(world)).toMatchObject([{ prefix: 'read', result: 'right', moves: [], contested: [] }]);
    expect(world.zone.batches).toEqual([]);
  });

  test('has nothing to do in a zone without claims', async () => {
    expect(await passed(new InMemoryWorld())).toEqual([]);
  });

  test('remembers a new primary even when no name moves', async () => {
    const world = givenWorld([givenClaim([3], { endpointCount: 1 })], FAILED_OVER);

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [] }]);
    expect(world.zone.batches.map(({ comment }) => comment)).toEqual(['state of the group remembered']);
  });

  test('serves all claims with one read of the groups and one batch', async () => {
    const claims = ['read', 'other', 'third'].map((prefix) => givenClaim([2, 3], { prefix }));
    const world = givenWorld(claims, FAILED_OVER);

    expect((await passed(world)).map(({ prefix, result, moves }) => [prefix, result, moves.length])).toEqual([['read', 'right', 1], ['other', 'right', 1], ['third', 'right', 1]]);
    expect(world.groups.reads).toEqual([['testdns']]);
    expect(world.zone.batches).toHaveLength(1);
  });

  test('reports a contested name and leaves it', async () => {
    const world = givenWorld([givenClaim([2])], ['p', 'r']);
    world.zone.put('read1.db.example', cname('read1.db.example', 'other.example', 10));

    expect(await passed(world)).toMatchObject([{ result: 'right', contested: [{ name: 'read1.db.example', found: 'CNAME other.example ttl 10' }] }]);
    expect(world.zone.leads).toEqual({ read1: 'other.example' });
  });
});

test('what goes wrong with one claim in the program itself is told of that claim, and delays no other', async () => {
  const world = givenWorld([givenClaim([2, 3], { group: 'odd', prefix: 'odd' }), givenClaim([2, 3])], FAILED_OVER);
  world.groups.set({ ...givenGroup(FAILED_OVER), id: 'odd', get members(): never { throw new TypeError('no such thing'); } });

  expect(await passed(world)).toMatchObject([
    { prefix: 'odd', result: 'failed', reason: 'it could not be planned: TypeError: no such thing' }, { prefix: 'read', result: 'right' },
  ]);
  expect(world.zone.leads).toMatchObject(MOVED);
});

describe('more than 250 groups', () => {
  const ids = Array.from({ length: 251 }, (_, index) => `g${1_000 + index}`);
  const claims = ids.map((id) => givenClaim([2, 3], { prefix: `${id}-`, group: id }));

  test('are read in slices of one reading, the next one while the one before is written', async () => {
    const world = givenWorld(claims, FAILED_OVER);
    for (const id of ids) world.groups.set(givenGroup(FAILED_OVER, { id }));
    const readsAtFirstWrite: number[] = [];
    world.zone.nextChanges.push((make) => {
      readsAtFirstWrite.push(...world.groups.reads.map(({ length }) => length));
      return make();
    });
    const outcomes = await passed(world);

    expect(outcomes.map(({ prefix, result }) => `${prefix} ${result}`)).toEqual(ids.map((id) => `${id}- right`));
    expect(readsAtFirstWrite).toEqual([250, 1]);
    expect(Object.values(world.zone.leads)).not.toContain(address(2));
  });
});

test('a view whose oldest page is five seconds old is not written', async () => {
  const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
  world.groups.set(givenGroup(FAILED_OVER, { asOf: world.clock.now() - 5_000 }));
  const [outcome] = await pass(world, MINE, world.clock.now());

  expect(outcome).toMatchObject({ result: 'failed', reason: 'Error: the view of the group is older than 5 s' });
  expect(world.zone.batches).toEqual([]);
});

describe('what stands where claims stand, and is not to be served', () => {
  test('is left alone without a word when it is another reconciler\'s', async () => {
    await expectUntouched([claimRecord(givenClaim([2], { reconciler: '00112233' }), ZONE)], []);
  });

  test('is left alone without a word when it was retained', async () => {
    await expectUntouched([claimRecord(givenClaim([2], { reconciler: NOBODY, holder: undefined }), ZONE)], []);
  });

  test('fails the pass when it is addressed to this reconciler in a newer format', async () => {
    const reason = 'its record has format version 2, which this version of the library does not know';
    await expectUntouched([txt('read._replica-endpoint-dns.db.example', `v=2 r=${MINE} everything=new`, 60)], [{ prefix: 'read', result: 'failed', lasting: true, reason }]);
  });

  test('fails the pass when it is addressed to this reconciler and shares its name with other records', async () => {
    const record = claimRecord(givenClaim([2]), ZONE);

    await expectUntouched([record, { ...record, type: 'SPF' }], [{ result: 'failed', reason: 'its record shares its name with other records' }]);
  });

  test('fails the pass when it can\'t be this library\'s', async () => {
    await expectUntouched([claimRecord(givenClaim([2], { ttl: 0 }), ZONE)], [{ result: 'failed', reason: 'its record is no claim that this library writes: its ttl is 0' }]);
  });

  test('is told, and fails nothing, when nobody can say whose it is', async () => {
    await expectUntouched([txt('read._replica-endpoint-dns.db.example', 'v=spf1 -all', 60)], [{ result: 'ignored', lasting: true }]);
  });

  test('does not keep the names of a claim from following', async () => {
    const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
    world.zone.put('other._replica-endpoint-dns.db.example', txt('other._replica-endpoint-dns.db.example', `v=2 r=${MINE}`, 60));

    expect(await passed(world)).toMatchObject([{ prefix: 'read', result: 'right' }, { prefix: 'other', result: 'failed' }]);
    expect(world.zone.leads).toEqual(MOVED);
  });
});

describe('trouble with one claim does not delay another', () => {
  test('when a later slice of the groups can\'t be read: what was written is told, and the rest fails', async () => {
    const all = Array.from({ length: 251 }, (_, index) => `g${1_000 + index}`);
    const world = givenWorld(all.map((id) => givenClaim([2, 3], { prefix: `${id}-`, group: id })), FAILED_OVER);
    for (const id of all) world.groups.set(givenGroup(FAILED_OVER, { id }));
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      if (attempt === 1) world.groups.nextReads.push(() => undefined);
      world.groups.nextReads.push(() => { throw awsError('ServiceUnavailable', 'later'); });
    }
    const outcomes = await passed(world);

    expect(outcomes).toHaveLength(251);
    expect(outcomes.filter(({ result }) => result !== 'right')).toMatchObject([{ prefix: 'g1250-', result: 'failed', reason: 'ServiceUnavailable: later' }]);
  });

  test('when its group was not found', async () => {
    const world = givenWorld([givenClaim([2], { prefix: 'lost', group: 'lost' }), givenClaim([2, 3])], FAILED_OVER);

    expect(await passed(world)).toMatchObject([
      { prefix: 'lost', result: 'failed', reason: 'replication group lost was not found', moves: [] },
      { prefix: 'read', result: 'right' },
    ]);
    expect(world.zone.leads).toEqual({ ...MOVED, lost1: address(2) });
  });

  test('when its group can not be read, which is tried three times', async () => {
    const world = givenWorld([givenClaim([2], { prefix: 'sick', group: 'sick' }), givenClaim([2, 3])], FAILED_OVER);
    world.groups.fail('sick', awsError('InternalFailure', 'again'));

    expect(await passed(world)).toMatchObject([
      { prefix: 'sick', result: 'failed', reason: 'replication group sick could not be read: InternalFailure: again', moves: [] },
      { prefix: 'read', result: 'right' },
    ]);
    expect(world.groups.reads).toEqual([['sick', 'testdns'], ['sick'], ['sick']]);
    expect(world.zone.leads).toEqual({ ...MOVED, sick1: address(2) });
  });

  test('when its group is in doubt', async () => {
    const world = givenWorld([givenClaim([2], { prefix: 'doubtful', group: 'doubtful' }), givenClaim([2, 3])], FAILED_OVER);
    world.groups.set(givenGroup(['r', 'r'], { id: 'doubtful' }));

    expect(await passed(world)).toMatchObject([
      { prefix: 'doubtful', result: 'doubt', reason: 'doubtful shows 0 primaries among 2 members', moves: [] },
      { prefix: 'read', result: 'right' },
    ]);
    expect(world.zone.leads).toEqual({ ...MOVED, doubtful1: address(2) });
  });

  test('when this reconciler may not write its names', async () => {
    const world = givenWorld(['a', 'b', 'c'].map((prefix) => givenClaim([2, 3], { prefix })), FAILED_OVER);
    world.zone.refuses = (changes) => (changes.some(({ record }) => record.name === 'b1.db.example') ? awsError('AccessDenied', 'not authorized') : undefined);

    expect(await passed(world)).toMatchObject([
      { prefix: 'a', result: 'right' }, { prefix: 'b', result: 'failed', reason: 'AccessDenied: not authorized', moves: [] }, { prefix: 'c', result: 'right' },
    ]);
    expect(world.zone.leads).toEqual({ a1: address(3), a2: address(3), b1: address(2), b2: address(3), c1: address(3), c2: address(3) });
    expect(world.clock.naps).toEqual([]);
  });

  test('when its claim was swapped by somebody else meanwhile: the others are written at once, and it at the next try', async () => {
    const world = givenWorld(['a', 'b', 'c'].map((prefix) => givenClaim([2, 3], { prefix })), FAILED_OVER);
    world.zone.nextChanges.push((make) => {
      const swapped = claimRecord(givenClaim([2, 3], { prefix: 'b', ttl: 30 }), ZONE);
      world.zone.put(swapped.name, swapped);
      return make();
    });
    const told = (await passed(world)).map(({ prefix, result, moves }) => [prefix, result, moves.length]);

    expect(told.sort()).toEqual([['a', 'right', 1], ['b', 'right', 2], ['c', 'right', 1]]);
    expect(world.zone.batches.map(({ changes }) => changes[0].record.name)).toEqual(['a1.db.example', 'b1.db.example']);
    expect(world.zone.at('b1.db.example')).toEqual([cname('b1.db.example', address(3), 30)]);
  });

  test('when Route 53 refuses it again and again', async () => {
    const world = givenWorld(['a', 'b'].map((prefix) => givenClaim([2, 3], { prefix })), FAILED_OVER);
    world.zone.refuses = (changes) => (changes.some(({ record }) => record.name === 'a1.db.example') ? awsError('InvalidChangeBatch', 'no such record') : undefined);

    expect(await passed(world)).toMatchObject([
      { prefix: 'a', result: 'failed', reason: 'InvalidChangeBatch: no such record', moves: [] }, { prefix: 'b', result: 'right', moves: [{ name: 'b1.db.example' }] },
    ]);
    expect(world.zone.batches).toHaveLength(1);
  });
});

test('a look writes nothing and shows where the names lead', async () => {
  const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
  const { outcomes } = await look(world, MINE);

  expect(outcomes).toMatchObject([{ prefix: 'read', result: 'right', moves: [], plan: { moves: [{ name: 'read1.db.example' }] } }]);
  expect(outcomes[0].current).toEqual(new Map([['read1.db.example', address(2)], ['read2.db.example', address(3)]]));
  expect(world.zone.batches).toEqual([]);
});

test('a claim may get as many names as a group has replicas, as were asked for, or as it has', () => {
  expect(namesOf({ prefix: 'read', endpoints: [] }, ZONE)).toEqual([1, 2, 3, 4, 5].map((number) => `read${number}.db.example`));
  expect(namesOf({ prefix: 'read', endpoints: [], endpointCount: 2 }, ZONE)).toEqual(['read1.db.example', 'read2.db.example']);
  expect(namesOf(givenClaim([2, 3, 2], { endpointCount: 1 }), ZONE)).toHaveLength(3);
});

function passed(world: InMemoryWorld): Promise<Outcome[]> {
  return pass(world, MINE, Infinity);
}

async function expectUntouched(records: readonly RecordSet[], told: readonly Partial<Outcome>[]): Promise<void> {
  const world = new InMemoryWorld(...records, cname('read1.db.example', address(2), 10));
  world.groups.set(givenGroup(FAILED_OVER));

  expect(await passed(world)).toMatchObject(told);
  expect(world.zone.batches).toEqual([]);
}
