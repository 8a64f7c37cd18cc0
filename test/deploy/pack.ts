import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { packLibrary } from '../demo/packed-library';

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'typescript');

// Installs the library, packed as for npm, for the example app; prints the app's place. Argument: a folder to do it in.
void packLibrary(process.argv[2]).then(({ consumer }) => {
  for (const file of ['app.ts', 'cdk.json', 'package.json', 'tsconfig.json']) cpSync(join(EXAMPLE, file), join(consumer, file));
  console.log(consumer);
});
