import { execFile } from 'node:child_process';

export interface Ended {
  readonly failed: boolean;
  readonly stdout: string;
  /** Both streams. */
  readonly printed: string;
}

/** tsx tells its child processes which tsconfig this process has: the apps have their own. */
const FOREIGN = { TSX_TSCONFIG_PATH: undefined };

/** Runs a command to its end, whichever that is. */
export function end(command: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Ended> {
  const [program, ...args] = command;
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env: { ...process.env, ...FOREIGN, ...env }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const printed = `${stdout}${stderr}`;
      resolve({ failed: error !== null, stdout, printed: printed || error?.message || '' });
    });
  });
}

/** Runs a command that must succeed, and returns its standard output. */
export async function run(command: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<string> {
  const { failed, stdout, printed } = await end(command, cwd, env);
  if (failed) throw new Error(`${command.join(' ')} failed in ${cwd}; the end of what it printed:\n${printed.slice(-4000)}`);
  return stdout;
}
