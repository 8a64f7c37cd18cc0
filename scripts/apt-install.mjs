import { execFileSync, spawnSync } from 'node:child_process';

/** Installs Debian packages where that needs no password. What could not be installed is for the caller to notice. */
export function aptInstall(...packages) {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return;
  const root = process.getuid() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true']).status !== 0) return;
  process.stderr.write(`installing ${packages.join(' and ')} with apt-get ...\n`);
  const apt = (...args) => execFileSync(root ? 'apt-get' : 'sudo', root ? args : ['-n', 'apt-get', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, // RUNLEVEL: don't start services
  });
  try {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
}
