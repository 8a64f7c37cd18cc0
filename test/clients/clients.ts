import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client-program';

const BUILT = join(__dirname, '..', '..', 'node_modules', '.cache', 'clients');

/** The clients that are tried, by the name that the page gives them. */
export const CLIENTS: readonly (Client & {
  /** Whether it is told to look the CNAME up itself and to expect the name that it finds. */
  readonly byTheNodesName?: boolean;
})[] = [
  { title: 'node-redis', command: typescript('node-redis.ts') },
  { title: 'ioredis', command: typescript('ioredis.ts') },
  { title: 'redis-py', command: [join(BUILT, 'python', 'bin', 'python'), join(__dirname, 'python', 'redis_py.py')] },
  { title: 'go-redis', command: [join(BUILT, 'go-redis')] },
  { title: 'Jedis', command: java('JedisClient') },
  { title: 'Lettuce', command: java('LettuceClient') },
  { title: 'the node\'s own name', command: typescript('nodes-own-name.ts'), byTheNodesName: true },
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
