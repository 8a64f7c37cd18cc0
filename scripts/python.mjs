// Runs a Python program of ours with the packages it needs: python.mjs PROGRAM [ARGUMENT...]. Beside the program lies its requirements.txt; the
// packages go into an environment of their own, made once for each version of that list.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aptInstall } from './apt-install.mjs';

const [program, ...args] = process.argv.slice(2);
const requirements = join(dirname(program), 'requirements.txt');
const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
const cache = fileURLToPath(new URL('../node_modules/.cache', import.meta.url));
const environment = join(cache, `python-${hash}`);

const works = () => spawnSync('python3', ['-c', 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))']).status === 0;

/** Whole or not at all: it is made beside its place, and then moved there. */
function makeEnvironment() {
  const unfinished = `${environment}.${process.pid}`;
  try {
    execFileSync('python3', ['-m', 'venv', unfinished], { stdio: 'inherit' });
    execFileSync(join(unfinished, 'bin', 'python'), ['-m', 'pip', '--disable-pip-version-check', '--quiet', 'install', '--requirement', requirements], { stdio: 'inherit' });
    renameSync(unfinished, environment);
  } catch (error) {
    if (!existsSync(environment)) throw error; // else another run was faster
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

if (!existsSync(environment)) {
  if (!works()) aptInstall('python3', 'python3-venv');
  if (!works()) {
    process.stderr.write('Python 3.10 or newer with venv is needed (Debian, Ubuntu: sudo apt-get install python3-venv)\n');
    process.exit(1);
  }
  process.stderr.write(`installing ${readFileSync(requirements, 'utf8').trim().split('\n').join(', ')} ...\n`);
  mkdirSync(cache, { recursive: true });
  makeEnvironment();
}

const child = spawn(join(environment, 'bin', 'python'), ['-u', program, ...args], { stdio: 'inherit', env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (status, signal) => process.exit(signal ? 1 : status));
