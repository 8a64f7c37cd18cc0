// Before `npm pack`: a package without its compiled code, or with that of older sources, would install and then not load. So it is compiled first.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the package is made of, the compiled code last. */
const MADE = [join('assets', 'reconciler', 'index.js'), join('lib', 'index.js'), '.jsii'];

if (!MADE.every((file) => existsSync(file)) || newest('src') > Math.min(...MADE.map((file) => statSync(file).mtimeMs))) {
  for (const task of ['pre-compile', 'compile']) run('projen', task);
}

function newest(folder) {
  return Math.max(0, ...readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs));
}

/** npm has put node_modules/.bin on the path. What is printed must not get into what `npm pack` prints. */
function run(command, ...parameters) {
  const { status, error } = spawnSync(command, parameters, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`the package can't be compiled: ${command} ${parameters.join(' ')} failed${error ? `: ${error.message}` : ''}; run npm ci, and see above`);
}
