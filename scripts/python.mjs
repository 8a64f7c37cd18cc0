// Runs a Python program of ours with the packages it needs: python.mjs PROGRAM [ARGUMENT...]. Beside the program lies its requirements.txt; the
// packages go into an environment of their own, made once for each version of that list. Missing parts of Python are installed with apt when that is allowed.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [program, ...args] = process.argv.slice(2);
const requirements = join(dirname(program), 'requirements.txt');
const root = fileURLToPath(new URL('..', import.meta.url));
const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
const environment = join(root, 'node_modules', '.cache', `python-${hash}`);

const works = () => spawnSync('python3', ['-c', 'import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 10))']).status === 0;

function installPython() {
  const root_ = process.getuid() === 0;
  if (!root_ && spawnSync('sudo', ['-n', 'true']).status !== 0) return;
  process.stderr.write('installing python3-venv with apt-get ...\n');
  const apt = (...words) => execFileSync(root_ ? 'apt-get' : 'sudo', root_ ? words : ['-n', 'apt-get', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'python3', 'python3-venv');
}

function makeEnvironment() {
  const unfinished = `${environment}.${process.pid}`;
  const pip = (...words) => execFileSync(join(unfinished, 'bin', 'python'), ['-m', 'pip', '--disable-pip-version-check', '--quiet', ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    execFileSync('python3', ['-m', 'venv', unfinished], { stdio: 'inherit' });
    pip('install', '--requirement', requirements);
    renameSync(unfinished, environment); // whole or not at all; the interpreter is called by path, so it may move
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(environment)) throw error;
  }
}

if (!existsSync(environment)) {
  if (!works() && process.platform === 'linux' && existsSync('/usr/bin/apt-get')) installPython();
  if (!works()) {
    process.stderr.write('Python 3.10 or newer with venv is needed (Debian, Ubuntu: sudo apt-get install python3-venv)\n');
    process.exit(1);
  }
  process.stderr.write(`installing ${readFileSync(requirements, 'utf8').split('\n').filter((line) => /^\w/.test(line)).map((line) => line.split(/\s+#/)[0]).join(', ')} ...\n`);
  makeEnvironment();
}

const child = spawn(join(environment, 'bin', 'python'), ['-u', program, ...args], { stdio: 'inherit', env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (status, signal) => process.exit(signal ? 1 : status));
