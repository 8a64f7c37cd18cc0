import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Spent {
  readonly cpuMs: number;
  readonly ms: number;
  /** Of the whole process, since it began. */
  readonly peakMb: number;
}

export interface Program {
  readonly file: string;
  readonly handler: string;
  readonly variables: Record<string, string>;
  /** What a notification is to it. */
  event(node: string): unknown;
}

/** A process with the handler in it. */
export class Environment {
  /** Started, and its handler loaded. */
  static async start(program: Program, variables: Record<string, string>, node = process.execPath): Promise<Environment> {
    const child = spawn(node, [join(__dirname, 'child.cjs'), program.file, program.handler], {
      // nothing of the caller's: options for node among them would count as load.
      env: { PATH: process.env.PATH, TZ: ':UTC', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...variables, ...program.variables },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return new Environment(program, child, await next(child));
  }

  private constructor(private readonly program: Program, private readonly child: ChildProcess, readonly load: Spent) {}

  get pid(): number {
    return this.child.pid!;
  }

  /** @throws when the invocation failed, or left the notification */
  async notify(node: string): Promise<Spent> {
    const answer = next(this.child);
    this.child.send(this.program.event(node) as object);
    const { error, ...spent } = await answer;
    if (error !== undefined) throw new Error(`${this.program.file} failed: ${error}`);
    return spent;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}

async function next(child: ChildProcess): Promise<Spent & { readonly error?: string }> {
  return new Promise((resolve, reject) => {
    const exited = (code: number | null) => reject(new Error(`the environment ended with ${code}`));
    child.once('exit', exited);
    child.once('message', (message) => {
      child.off('exit', exited);
      resolve(message as Spent);
    });
  });
}
