import { givenClaim } from '../given-claim';
import { MemberSketch } from '../given-group';
import { givenWorld } from '../given-world';
import { awsError } from './trouble';
import { pass } from '../../../src/reconciler/pass/pass';

const MINE = '5f0c2a11';
const FAILED_OVER: MemberSketch[] = ['r', 'p', 'r'];

test('what was made is told even when nothing can be read any more', async () => {
  const world = givenWorld(['a', 'b'].map((prefix) => givenClaim([2, 3], { prefix })), FAILED_OVER);
  world.zone.refuses = (changes) => (changes.some(({ record }) => record.name === 'b1.db.example') ? awsError('InvalidChangeBatch', 'not b1.db.example') : undefined);
  world.zone.nextReads.push(() => undefined, ...Array.from({ length: 7 }, () => fails(awsError('ServiceUnavailable', 'later'))));

  expect(await pass(world, MINE, Infinity)).toMatchObject([
    { prefix: 'a', result: 'right', moves: [{ name: 'a1.db.example' }] }, { prefix: 'b', result: 'failed', reason: 'InvalidChangeBatch: not b1.db.example' },
  ]);
});

test('no attempt begins for which there is less time than the one before took', async () => {
  const world = givenWorld([givenClaim([2, 3])], FAILED_OVER);
  const attempts: number[] = [];
  const until = world.clock.now() + 18_000;
  world.zone.refuses = () => {
    world.clock.pass(7_000);
    return awsError('ServiceUnavailable', 'later');
  };
  const { read } = world.zone;
  world.zone.read = (namesNeeded) => {
    attempts.push(until - world.clock.now());
    return read.call(world.zone, namesNeeded);
  };

  expect(await pass(world, MINE, until)).toMatchObject([{ result: 'failed', reason: 'ServiceUnavailable: later' }]);
  expect(attempts).toEqual([18_000, 10_900]);
});

function fails(error: Error): () => never {
  return () => {
    throw error;
  };
}
