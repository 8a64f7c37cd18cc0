// Sees to it that redis-server, redis-benchmark and openssl, for encrypted nodes, are on this machine; installs them with apt when that is allowed.
import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt-install.mjs';

const present = () => [['redis-server', '--version'], ['redis-benchmark', '--version'], ['openssl', 'version']]
  .every(([program, word]) => spawnSync(program, [word]).status === 0);

if (!present()) aptInstall('redis-server', 'redis-tools', 'openssl');
if (!present()) {
  process.stderr.write('redis-server, redis-benchmark and openssl are needed (Debian, Ubuntu: sudo apt-get install redis-server redis-tools openssl)\n');
  process.exit(1);
}
