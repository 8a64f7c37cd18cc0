import { Change } from '../../../src/reconciler/decide/record';
import { givenClaim, ZONE } from '../given-claim';
import { address, MemberSketch } from '../given-group';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError, timeout } from './trouble';
import { claimRecord } from '../../../src/reconciler/decide/claim-text';
import { pass } from '../../../src/reconciler/pass/pass';

const MINE = '5f0c2a11';
const FAILED_OVER: MemberSketch[] = ['r', 'p', 'r'];

describe.each(['Throttling', 'PriorRequestNotComplete'])('a batch that was refused with %s', (name) => {
  test('is sent again as it was, without reading again', async () => {
    const world = givenClaims('a', 'b', 'c');
    const sent = recordingBatches(world);
    world.zone.nextChanges.push(fails(awsError(name, 'later')), fails(awsError(name, 'later')));

    expect(await passed(world)).toMatchObject([{ result: 'right' }, { result: 'right' }, { result: 'right' }]);
    expect(sent).toEqual([['a', 'b', 'c'], ['a', 'b', 'c'], ['a', 'b', 'c']]);
    expect(world.groups.reads).toHaveLength(1);
  });

  test('is planned anew when the view of the group has become five seconds old', async () => {
    const world = givenClaims('a');
    const refusedUntil = world.clock.now() + 6_000;
    world.zone.refuses = () => (world.clock.now() < refusedUntil ? awsError(name, 'later') : undefined);

    expect(await passed(world)).toMatchObject([{ result: 'right' }]);
    expect(world.groups.reads).toHaveLength(2);
  });

  test('is not sent again when time is up', async () => {
    const world = givenClaims('a');
    world.zone.refuses = () => awsError(name, 'later');

    expect(await pass(world, MINE, world.clock.now())).toMatchObject([{ result: 'failed', reason: `${name}: later` }]);
    expect(world.clock.naps).toEqual([]);
  });
});

describe('a batch of which Route 53 refuses some', () => {
  test('is sent again without those it names', async () => {
    const world = givenClaims('a', 'b', 'c', 'd');
    const sent = recordingBatches(world);
    world.zone.nextChanges.push((make) => {
      swap(world, 'b');
      swap(world, 'd');
      world.zone.refuses = onlyOnce(awsError('InvalidChangeBatch', "[Tried to delete resource record set [name='b._replica-endpoint-dns.db.example.', type='TXT'] but it "
        + "was not found, Tried to delete resource record set [name='d1.db.example.', type='CNAME'] but it was not found]"));
      return make();
    });
    await passed(world);

    expect(sent.slice(0, 2)).toEqual([['a', 'b', 'c', 'd'], ['a', 'c']]);
    expect(world.zone.leads).toMatchObject({ a1: address(3), b1: address(3), c1: address(3), d1: address(3) });
  });

  test('is sent in halves when it names none, until the one that is refused is alone', async () => {
    const world = givenClaims('a', 'b', 'c', 'd');
    const sent = recordingBatches(world);
    const refused: string[] = [];
    world.zone.refuses = (changes) => {
      if (refused.length > 3 || !changes.some(({ record }) => record.name === 'c1.db.example')) return undefined;
      refused.push('c');
      return awsError('InvalidChangeBatch', 'something is wrong');
    };
    await passed(world);

    expect(sent.slice(0, 5)).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['d']]);
  });

  test('is sent again without those that it names in a sentence, with capitals and a dot at the end', async () => {
    const world = givenClaims('a', 'b', 'c');
    const sent = recordingBatches(world);
    world.zone.nextChanges.push(fails(awsError('InvalidChangeBatch', 'The change of B1.db.example. is not allowed by xc1.db.example.org.')));
    await passed(world);

    expect(sent).toEqual([['a', 'b', 'c'], ['a', 'c'], ['b']]);
  });
});

describe('what Route 53 refuses again', () => {
  const refusal = awsError('InvalidChangeBatch', 'a rule that mentions no name');

  test('is final for the pass, when it mentions no name of the claim: it is written twice', async () => {
    const world = givenClaims('a');
    const sent = recordingBatches(world);
    world.zone.refuses = () => refusal;

    expect(await passed(world)).toMatchObject([{ result: 'failed', reason: 'InvalidChangeBatch: a rule that mentions no name', moves: [] }]);
    expect(sent).toHaveLength(2);
  });

  test('costs the name that it mentions its move, and no other', async () => {
    const world = givenWorld([givenClaim([2, 3, 2], { prefix: 'a' })], ['r', 'p', 'r', 'r']);
    world.zone.refuses = refusing('a1.db.example', 'a record that is protected: a1.db.example');

    expect(await passed(world)).toMatchObject([{
      result: 'right', contested: [{ name: 'a1.db.example', refused: 'InvalidChangeBatch: a record that is protected: a1.db.example' }], moves: [{ name: 'a3.db.example' }],
    }]);
    expect(world.zone.leads).toMatchObject({ a1: address(2), a3: address(3) });
  });

  test('costs several names their moves when they are refused one after the other', async () => {
    const world = givenWorld([givenClaim([2, 2, 2], { prefix: 'a' })], ['r', 'p', 'r', 'r']);
    world.zone.refuses = (changes) => refusing('a1.db.example', 'not a1.db.example')(changes) ?? refusing('a2.db.example', 'not a2.db.example')(changes);

    expect(await passed(world)).toMatchObject([{ result: 'right', contested: [{ name: 'a1.db.example' }, { name: 'a2.db.example' }], moves: [{ name: 'a3.db.example' }] }]);
  });

  test('is not final when the claim was swapped meanwhile: the same words are said of a lost swap', async () => {
    const world = givenClaims('a');
    const lost = awsError('InvalidChangeBatch', "[Tried to delete resource record set [name='a._replica-endpoint-dns.db.example.', type='TXT'] but it was not found]");
    for (let times = 0; times < 3; times += 1) {
      world.zone.nextChanges.push(() => {
        swap(world, 'a', 20 + times);
        throw lost;
      });
    }

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [{ name: 'a1.db.example' }] }]);
  });
});

describe('a name too many', () => {
  const tooMany = { fewer: { count: 1, since: 1_699_999_000 } };
  const kept = awsError('InvalidChangeBatch', 'somebody still asks');

  test('that Route 53 does not delete stays, is tried once, and does not keep another from moving', async () => {
    const world = givenWorld([givenClaim([2, 3], { prefix: 'a', ...tooMany }), givenClaim([2, 3], { prefix: 'b' })], ['p', { status: 'rebooting' }]);
    const sent = recordingBatches(world);
    world.zone.refuses = (changes) => (removes(changes) ? kept : undefined);

    expect(await passed(world)).toMatchObject([
      { prefix: 'a', result: 'right', contested: [{ name: 'a2.db.example', kept: 'InvalidChangeBatch: somebody still asks' }] }, { prefix: 'b', result: 'right', contested: [] },
    ]);
    expect(sent).toEqual([['a', 'b'], ['a']]);
    expect(world.zone.leads).toEqual({ a1: address(1), a2: address(1), b1: address(1), b2: address(1) });
  });

  test('goes, when the swap for it was lost, by what is read then', async () => {
    const world = givenWorld([givenClaim([2, 3], { prefix: 'a', ...tooMany })], ['p', 'r']);
    world.zone.nextChanges.push((make) => make(), (make) => {
      swap(world, 'a', 30);
      return make();
    });

    expect(await passed(world)).toMatchObject([{ result: 'right', contested: [] }]);
    expect(world.zone.leads).toMatchObject({ a1: address(2) });
  });

  test.each([['the role does not allow it', awsError('AccessDenied', 'not authorized')], ['Route 53 has no time', awsError('Throttling', 'later')]])(
    'does not fail a pass when %s', async (_, error) => {
      const world = givenWorld([givenClaim([2, 3], { prefix: 'a', ...tooMany })], ['p', 'r']);
      world.zone.refuses = (changes) => (removes(changes) ? error : undefined);

      expect(await pass(world, MINE, world.clock.now() + 10_000)).toMatchObject([{ result: 'right', moves: [{ name: 'a2.db.example', to: 'testdns-002' }] }]);
      expect(world.zone.leads).toEqual({ a1: address(2), a2: address(2) });
    });

  test('whose removal was made without an answer is told once', async () => {
    const world = givenWorld([givenClaim([2, 3], { prefix: 'a', ...tooMany })], ['p', 'r']);
    world.zone.nextChanges.push((make) => make(), (make) => {
      make();
      throw timeout();
    });

    expect(await passed(world)).toMatchObject([{ result: 'right', moves: [{ name: 'a2.db.example', to: 'testdns-002' }, { name: 'a2.db.example', from: 'testdns-002' }] }]);
    expect(world.zone.leads).toEqual({ a1: address(2) });
  });
});

test.each([500, 503])('a failure of AWS itself (HTTP %s) may have been made: it is told once', async (httpStatusCode) => {
  const world = givenClaims('a');
  world.zone.nextChanges.push((make) => {
    make();
    throw Object.assign(new Error('later'), { name: 'InternalFailure', $metadata: { httpStatusCode } });
  });

  expect(await passed(world)).toMatchObject([{ result: 'right', moves: [{ name: 'a1.db.example' }] }]);
  expect(world.zone.batches).toHaveLength(1);
});

function refusing(name: string, message: string): (changes: readonly Change[]) => Error | undefined {
  return (changes) => (changes.some(({ record }) => record.name === name) ? awsError('InvalidChangeBatch', message) : undefined);
}

function removes(changes: readonly Change[]): boolean {
  const created = changes.flatMap(({ action, record }) => (action === 'CREATE' ? [record.name] : []));
  return changes.some(({ action, record }) => action === 'DELETE' && !created.includes(record.name));
}

function givenClaims(...prefixes: string[]): InMemoryWorld {
  return givenWorld(prefixes.map((prefix) => givenClaim([2, 3], { prefix })), FAILED_OVER);
}

/** The prefixes of each batch that was sent, refused or not. */
function recordingBatches(world: InMemoryWorld): string[][] {
  const sent: string[][] = [];
  const change = world.zone.change.bind(world.zone);
  world.zone.change = async (changes: readonly Change[], comment: string) => {
    sent.push(changes.flatMap(({ action, record }) => (action === 'CREATE' && record.type === 'TXT' ? record.name.split('.')[0] : [])));
    return change(changes, comment);
  };
  return sent;
}

function swap(world: InMemoryWorld, prefix: string, generation = 9): void {
  const record = claimRecord(givenClaim([2, 3], { prefix, generation }), ZONE);
  world.zone.put(record.name, record);
}

function onlyOnce(error: Error): () => Error | undefined {
  const errors = [error];
  return () => errors.pop();
}

function fails(error: Error): () => never {
  return () => {
    throw error;
  };
}

async function passed(world: InMemoryWorld) {
  return pass(world, MINE, Infinity);
}
