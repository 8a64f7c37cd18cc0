import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a run must not leave behind: its folder and its processes. A small shell stands by with the list and clears up when its standard input
 * ends, so that it does so even when this process is killed outright.
 */
export class Leftovers {
  readonly folder = mkdtempSync(join(tmpdir(), 'replica-endpoint-dns-demo-'));
  private readonly watchman = spawn('/bin/sh', ['-c', WATCH, 'watchman', this.folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });

  constructor() {
    this.watchman.stdin.on('error', () => undefined);
    this.watchman.unref();
  }

  readonly add = (pid: number): void => {
    this.watchman.stdin.write(`${pid}\n`);
  };

  /** Removes the folder here and now; the watchman ends with this process. */
  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const WATCH = `
trap '' INT TERM HUP
pids=
while read -r pid; do pids="$pids $pid"; done
for pid in $pids; do kill -9 "$pid"; done
rm -rf "$1"
`;

/** Calls back once when the run is to end early: a signal, or the terminal or script that started it is gone. */
export function onInterrupt(callback: (why: string) => void): void {
  let interrupted = false;
  const once = (why: string) => {
    if (interrupted) return;
    interrupted = true;
    callback(why);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => once(signal));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) once('the process that started the demo is gone');
  }, 1000).unref();
}
