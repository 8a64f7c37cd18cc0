// Sees to it that redis-server and redis-benchmark are on this machine; installs them with apt when that is allowed.
import { execFileSync, spawnSync } from 'node:child_process';

const present = () => ['redis-server', 'redis-benchmark'].every((program) => spawnSync(program, ['--version']).status === 0);

if (!present() && process.platform === 'linux' && spawnSync('apt-get', ['--version']).status === 0) {
  const root = process.getuid() === 0;
  const sudo = !root && spawnSync('sudo', ['-n', 'true']).status === 0;
  if (root || sudo) {
    process.stderr.write('installing redis-server with apt-get ...\n');
    const apt = (...args) => execFileSync(sudo ? 'sudo' : 'apt-get', sudo ? ['-n', 'apt-get', ...args] : args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, // RUNLEVEL: don't start the service
    });
    try {
      apt('update', '-qq');
      apt('install', '-y', '-qq', '--no-install-recommends', 'redis-server', 'redis-tools');
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
    }
  }
}
if (!present()) {
  process.stderr.write('redis-server and redis-benchmark are needed (Debian, Ubuntu: sudo apt-get install redis-server redis-tools)\n');
  process.exit(1);
}
