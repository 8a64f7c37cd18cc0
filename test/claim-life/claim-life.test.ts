import { ServedZone } from './calls';
import { explore, Explored, Step } from './explore';
import { deployments, FOUND, FOUND_RECORD, MOVES, NEIGHBOURS, RECORD, RETAINED, TRIED_AGAIN } from './lives';
import { Rules } from './model-stack';
import { ModelZone } from './model-zone';
import { ProgramZone } from './program-zone';

const ROLLBACKS = ['update', 'update, and the old id stands', 'nothing'] as const;

describe('In every sequence of deployments, whatever goes wrong in them', () => {
  test.each<[number, number, Rules['rollback']]>([
    [2, 2, 'nothing'], [3, 1, 'update'], [3, 1, 'update, and the old id stands'],
  ])('%i deployments and a destroy, %i disturbances, a replaced resource hears in the rollback: %s: no name is lost, and none is left', async (count, disturbances, rollback) => {
    await explored(deployments(count), { disturbances, rollback }, 1_000);
  });

  test('failures that are kept, rollbacks that skip the claim and Deletes that are given up cost no name, and what they leave can be released', async () => {
    for (const rollback of ROLLBACKS) await explored(TRIED_AGAIN, { disturbances: 1, rollback, makeshift: true }, 400);
  });

  test.each(ROLLBACKS)('stacks that want the same names never lose them to one another (a replaced resource hears in the rollback: %s)', async (rollback) => {
    await explored(NEIGHBOURS, { disturbances: 1, rollback, makeshift: true }, 300);
  });

  test('names that are retained, and those that were found, are what the program itself leaves, after a later version of it too', async () => {
    await explored(RETAINED, { disturbances: 1, rollback: 'update' }, 100, () => new ProgramZone([], true));
    await explored(FOUND, { disturbances: 1, rollback: 'nothing', found: FOUND_RECORD }, 50, () => new ProgramZone(RECORD, true));
  });

  test.each(ROLLBACKS)('claims that move without a call keep their names (a replaced resource hears in the rollback: %s)', async (rollback) => {
    await explored(MOVES, { disturbances: 1, rollback, makeshift: true }, 100);
  });
});

async function explored(
  lives: readonly (readonly Step[])[], rules: Omit<Explored, 'zone'>, atLeast: number, zone: () => ServedZone = () => new ModelZone(),
): Promise<void> {
  let runs = 0;
  for (const steps of lives) runs += await explore(steps, { ...rules, zone });
  console.log(`${runs.toLocaleString('en')} runs of ${lives.length} lives with ${rules.disturbances} disturbances, ${rules.rollback}`);
  expect(runs).toBeGreaterThan(atLeast);
}
