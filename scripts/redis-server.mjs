<<<<<<< HEAD
// Sees to it that redis-server, redis-benchmark and openssl, for encrypted nodes, are on this machine; installs them with apt when that is allowed.
import { execFileSync, spawnSync } from 'node:child_process';
=======
// Sees to it that redis-server and redis-benchmark are on this machine; installs them with apt when that is allowed.
import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt-install.mjs';
>>>>>>> 7a5f098 (wip2)

const present = () => [['redis-server', '--version'], ['redis-benchmark', '--version'], ['openssl', 'version']]
  .every(([program, word]) => spawnSync(program, [word]).status === 0);

<<<<<<< HEAD
if (!present() && process.platform === 'linux' && spawnSync('apt-get', ['--version']).status === 0) {
  const root = process.getuid() === 0;
  const sudo = !root && spawnSync('sudo', ['-n', 'true']).status === 0;
  if (root || sudo) {
    process.stderr.write('installing redis-server and openssl with apt-get ...\n');
    const apt = (...args) => execFileSync(sudo ? 'sudo' : 'apt-get', sudo ? ['-n', 'apt-get', ...args] : args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, // RUNLEVEL: don't start the service
    });
    try {
      apt('update', '-qq');
      apt('install', '-y', '-qq', '--no-install-recommends', 'redis-server', 'redis-tools', 'openssl');
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
    }
  }
}
=======
if (!present()) aptInstall('redis-server', 'redis-tools');
>>>>>>> 7a5f098 (wip2)
if (!present()) {
  process.stderr.write('redis-server, redis-benchmark and openssl are needed (Debian, Ubuntu: sudo apt-get install redis-server redis-tools openssl)\n');
  process.exit(1);
}
