import { ServedZone } from './calls';
import { explore, Explored, Step } from './explore';
import { deployments, FOUND, FOUND_RECORD, MOVES, NEIGHBOURS, RECORD, RETAINED, TRIED_AGAIN } from './lives';
import { Rules } from './model-stack';
import { ModelZone } from './model-zone';
import { ProgramZone } from './program-zone';

const ROLLBACKS: readonly Rules['rollback'][] = ['update', 'update, and the old id stands', 'nothing'];

interface Cast extends Omit<Explored, 'zone' | 'rollback'> {
  readonly what: string;
  readonly lives: readonly (readonly Step[])[];
  readonly zone?: () => ServedZone;
}

/** The whole exploration; `npm test` has a short form of it. */
const CASTS: readonly Cast[] = [
  { what: 'two deployments', lives: deployments(2), disturbances: 2 },
  { what: 'three deployments, and making do with failures', lives: deployments(3), disturbances: 1, makeshift: true },
  { what: 'a deployment that is tried again, and making do with failures', lives: TRIED_AGAIN, disturbances: 2, makeshift: true },
  { what: 'two stacks', lives: NEIGHBOURS, disturbances: 2, makeshift: true },
  { what: 'claims that move', lives: MOVES, disturbances: 2, makeshift: true },
  { what: 'names that are retained, by the program itself', lives: RETAINED, disturbances: 1, zone: () => new ProgramZone() },
  { what: 'names that were found, by the program itself', lives: FOUND, disturbances: 1, found: FOUND_RECORD, zone: () => new ProgramZone(RECORD) },
  { what: 'names that are retained, after a later version of the program', lives: RETAINED, disturbances: 1, zone: () => new ProgramZone([], true) },
  { what: 'names that were found, after a later version of the program', lives: FOUND, disturbances: 1, found: FOUND_RECORD, zone: () => new ProgramZone(RECORD, true) },
];

async function main(): Promise<void> {
  let all = 0;
  for (const { what, lives, zone = () => new ModelZone(), ...rules } of CASTS) {
    for (const rollback of ROLLBACKS) {
      let runs = 0;
      for (const steps of lives) runs += await explore(steps, { ...rules, rollback, zone });
      console.log(`${runs.toLocaleString('en')} runs: ${what}, ${rules.disturbances} disturbances; a replaced resource hears in the rollback: ${rollback}`);
      all += runs;
    }
  }
  console.log(`${all.toLocaleString('en')} runs: no name was lost, and none was left`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
