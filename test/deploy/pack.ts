import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { packLibrary } from '../demo/packed-library';

// Installs the library, packed as for npm, for the app of this folder; prints the app's place. Argument: a folder to do it in.
void packLibrary(process.argv[2]).then(({ consumer }) => {
  cpSync(join(__dirname, 'app', 'app.js'), join(consumer, 'app.js'));
  console.log(consumer);
});
