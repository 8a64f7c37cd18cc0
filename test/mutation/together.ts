import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';

/** All tests of one room of the program in one file: for each mutant jest loads what they need once, and not once a file. */
const { ROOM = 'deploy' } = process.env;
const FOLDERS = [`../reconciler/${ROOM}`, ...ROOM === 'decide' ? ['../claim-life'] : []].map((folder) => join(__dirname, folder));

fc.configureGlobal({ numRuns: 30 });

for (const folder of FOLDERS) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.ts') && name !== 'brute-force.test.ts')) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    describe(file, () => { require(join(folder, file)); });
  }
}
