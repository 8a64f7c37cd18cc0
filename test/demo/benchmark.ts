import { spawn } from 'node:child_process';
import { Benchmark } from './recording';
import { ServerFigures } from './server-figures';

const REQUESTS = 500;

/**
 * The blog's benchmark: a new connection for every read, through one name. `-t get`, since without it redis-benchmark writes too and ends at a
 * replica's refusal. It ends at its first failed connection as well, so it tells about spread, not about failures.
 */
export async function runBenchmark(name: string, door: number, figures: ServerFigures): Promise<Benchmark> {
  await figures.sampleAll();
  const before = figures.counts();
  const args = ['-h', '127.0.0.1', '-p', `${door}`, '-t', 'get', '-n', `${REQUESTS}`, '-k', '0', '-c', '5', '-q'];
  const exit = await exitOf('redis-benchmark', args);
  await figures.sampleAll();
  const getsSince = Object.entries(figures.counts()).map(([node, { gets }]) => [node, gets - (before[node]?.gets ?? 0)] as const);
  const getsPerNode = getsSince.filter(([, gets]) => gets > 0);
  return { name, command: ['redis-benchmark', ...args].join(' '), exit, getsPerNode: Object.fromEntries(getsPerNode) };
}

async function exitOf(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'ignore', timeout: 20_000 });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
