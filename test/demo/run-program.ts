import { spawn } from 'node:child_process';

/** Runs a program to its end and returns what it wrote; rejects with all of its output when it fails. */
export async function runProgram(program: string, args: readonly string[], cwd: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let all = '';
  child.stdout.on('data', (chunk) => { output += chunk; all += chunk; });
  child.stderr.on('data', (chunk) => all += chunk);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}, got: ${all.trim()}`);
  return output;
}
