import { explore, Step } from './explore';
import { deployments, MOVES, NEIGHBOURS } from './lives';
import { Rules } from './model-stack';
import { ModelZone } from './model-zone';

const ROLLBACKS: readonly Rules['rollback'][] = ['update', 'update, and the old id stands', 'nothing'];

/** The whole exploration; `npm test` has a short form of it. */
const CASTS: readonly { readonly what: string; readonly lives: readonly (readonly Step[])[]; readonly disturbances: number; readonly makeshift: boolean }[] = [
  { what: 'two deployments', lives: deployments(2), disturbances: 3, makeshift: false },
  { what: 'three deployments', lives: deployments(3), disturbances: 2, makeshift: false },
  { what: 'two deployments, and making do with failures', lives: deployments(2), disturbances: 2, makeshift: true },
  { what: 'three deployments, and making do with failures', lives: deployments(3), disturbances: 2, makeshift: true },
  { what: 'two stacks', lives: NEIGHBOURS, disturbances: 2, makeshift: true },
  { what: 'claims that move', lives: MOVES, disturbances: 2, makeshift: true },
];

async function main(): Promise<void> {
  let all = 0;
  for (const { what, lives, ...rules } of CASTS) {
    for (const rollback of ROLLBACKS) {
      let runs = 0;
      for (const steps of lives) runs += await explore(steps, { ...rules, rollback, zone: () => new ModelZone() });
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
