import { ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const TSX = join(__dirname, '..', '..', 'node_modules', 'tsx', 'dist', 'cli.mjs');

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('after %s neither a process nor a folder is left behind', async (signal) => {
  const { demo, folder, pid } = await started();
  expect([existsSync(folder), isAlive(pid)]).toEqual([true, true]);
  process.kill(demo, signal);
  await until(() => !existsSync(folder) && !isAlive(pid));
});

/** A process that leaves another one, and a folder, to a crash. */
async function started(): Promise<{ demo: number; folder: string; pid: number }> {
  const child = spawn(process.execPath, [TSX, '--eval', SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [demo, folder, pid] = (await firstLine(child)).split(' ');
  return { demo: Number(demo), folder, pid: Number(pid) };
}

const SCRIPT = `
const { Leftovers, onInterrupt } = require(${JSON.stringify(join(__dirname, 'leftovers.ts'))});
const leftovers = new Leftovers();
const child = require('node:child_process').spawn('sleep', ['60'], { stdio: 'ignore' });
leftovers.add(child.pid);
onInterrupt(() => process.exit(1));
console.log(process.pid, leftovers.folder, child.pid);
setInterval(() => {}, 1000);
`;

async function firstLine(child: ChildProcess): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout!) {
    output += chunk;
    if (output.includes('\n')) break;
  }
  return output.trim();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('it did not come to that within 10 s');
    await new Promise((resume) => setTimeout(resume, 20));
  }
}
