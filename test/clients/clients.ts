import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client-program';

const BUILT = join(__dirname, '..', '..', 'node_modules', '.cache', 'clients');

/** The clients that are tried, by the name that the page gives them. */
export const CLIENTS: readonly (Client & {
  /** Whether the page's setting still compares a name, or only asks for a certificate of a trusted authority. */
  readonly comparesName: boolean;
})[] = [
  { title: 'node-redis', command: typescript('node-redis.ts'), comparesName: true },
  { title: 'ioredis', command: typescript('ioredis.ts'), comparesName: true },
  { title: 'redis-py', command: [join(BUILT, 'python', 'bin', 'python'), join(__dirname, 'python', 'redis_py.py')], comparesName: false },
  { title: 'go-redis', command: [join(BUILT, 'go-redis')], comparesName: true },
  { title: 'Jedis', command: java('JedisClient'), comparesName: true },
  { title: 'Lettuce', command: java('LettuceClient'), comparesName: true },
];

function typescript(program: string): string[] {
  return [process.execPath, '--import', 'tsx', join(__dirname, 'node', program)];
}

// a JVM can be told a hosts file, but no name server.
function java(mainClass: string): string[] {
  const classpath = join(BUILT, 'java', 'classpath');
  const libraries = existsSync(classpath) ? readFileSync(classpath, 'utf8') : '';
  return ['java', '-Djdk.net.hosts.file=HOSTS_FILE', '-cp', `${join(BUILT, 'java', 'classes')}:${libraries}`, mainClass];
}
