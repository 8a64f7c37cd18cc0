import { Change } from '../../../src/reconciler/decide/record';
import { givenClaim, ZONE } from '../given-claim';
import { address, MemberSketch } from '../given-group';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError } from './trouble';
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

  test('is sent claim by claim when it names none', async () => {
    const world = givenClaims('a', 'b', 'c');
    const sent = recordingBatches(world);
    world.zone.nextChanges.push(fails(awsError('InvalidChangeBatch', 'something is wrong')));
    await passed(world);

    expect(sent).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
  });
});

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

function swap(world: InMemoryWorld, prefix: string): void {
  const record = claimRecord(givenClaim([2, 3], { prefix, generation: 9 }), ZONE);
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
