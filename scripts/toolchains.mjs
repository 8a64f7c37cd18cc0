// Sees to it that the toolchains of Python, Java and Go are on this machine; installs what is missing with apt when that is allowed.
import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt-install.mjs';

const succeeds = (command, ...args) => spawnSync(command, args).status === 0;
const printed = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' }).stdout?.trim() ?? '';

const toolchains = [
  { name: 'Python 3 with venv', present: () => succeeds('python3', '-c', 'import venv, ensurepip'), packages: ['python3', 'python3-venv'] },
  { name: 'a JDK', present: () => succeeds('javac', '-version'), packages: ['default-jdk-headless'] },
  { name: 'Maven', present: () => succeeds('mvn', '-version'), packages: ['maven'] },
  {
    name: 'Go 1.21 or newer (it fetches the version that a module asks for)',
    present: () => Number(/^go1\.(\d+)/.exec(printed('go', 'env', 'GOVERSION'))?.[1]) >= 21,
    packages: ['golang-go'],
  },
];

const missing = () => toolchains.filter(({ present }) => !present());
if (missing().length > 0) aptInstall(...missing().flatMap(({ packages }) => packages));
for (const { name, packages } of missing()) {
  process.stderr.write(`${name} is needed (Debian, Ubuntu: sudo apt-get install ${packages.join(' ')})\n`);
  process.exitCode = 1;
}
