// Installs and builds the clients that are not of npm, side by side, into a folder that git ignores.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall } from '../../scripts/apt-install.mjs';

const here = import.meta.dirname;
const built = join(here, '..', '..', 'node_modules', '.cache', 'clients');
mkdirSync(built, { recursive: true });

await Promise.all([
  python(join(built, 'python')),
  run('go', ['build', '-o', join(built, 'go-redis'), '.'], join(here, 'go')),
  run('mvn', ['-q', '-B', `-Dbuild=${join(built, 'java')}`, `-Dmdep.outputFile=${join(built, 'java', 'classpath')}`, 'compile', 'dependency:build-classpath'], join(here, 'java')),
]);

async function python(environment) {
  if (spawnSync('python3', ['-c', 'import ensurepip']).status !== 0) aptInstall('python3-venv'); // Debian's Python comes without
  await run('python3', ['-m', 'venv', environment], here);
  await run(join(environment, 'bin', 'pip'), ['install', '-q', '--disable-pip-version-check', '-r', join(here, 'python', 'requirements.txt')], here);
}

async function run(program, words, cwd) {
  const code = await new Promise((resolve, reject) => spawn(program, words, { cwd, stdio: 'inherit' }).once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} failed, got: ${code}; the clients need Python 3, Go, and Java with Maven`);
}
