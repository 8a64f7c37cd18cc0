import { format } from 'node:util';
import { simulatedHrtime } from './simulated-time';
import { Clock } from '../clock/clock';

/** The program's `process`: its own environment, simulated time, output into the log. */
export function runtimeProcess(clock: Clock, env: Record<string, string>, write: (text: string) => void) {
  const started = clock.now();
  const stream = { write: (text: string | Uint8Array) => { write(Buffer.from(text as string).toString()); return true; }, isTTY: false };
  return {
    env,
    argv: ['/var/lang/bin/node', '/var/runtime/index.mjs'],
    execArgv: [],
    pid: 8,
    platform: 'linux',
    arch: 'x64',
    version: process.version,
    versions: process.versions,
    release: process.release,
    cwd: () => '/var/task',
    uptime: () => (clock.now() - started) / 1000,
    hrtime: simulatedHrtime(clock),
    geteuid: () => 993,
    nextTick: process.nextTick,
    memoryUsage: process.memoryUsage,
    emitWarning: (warning: unknown) => write(`(node:8) ${warning}\n`),
    stdout: stream,
    stderr: stream,
  };
}

/**
 * The program's `console`: a line each, in the form that Lambda gives to text, or a document each in its JSON format. What is written to stdout directly is left
 * as it is in both.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function runtimeConsole(clock: Clock, requestId: () => string, write: (line: string) => void, logFormat: 'Text' | 'JSON' = 'Text') {
  const line = (level: string, message: string) => {
    const timestamp = new Date(clock.now()).toISOString();
    return logFormat === 'JSON' ? JSON.stringify({ timestamp, level, requestId: requestId(), message }) : `${timestamp}\t${requestId()}\t${level}\t${message}`;
  };
  const at = (level: string) => (...values: unknown[]) => write(line(level, format(...values)));
  return { log: at('INFO'), info: at('INFO'), warn: at('WARN'), error: at('ERROR'), debug: at('DEBUG'), trace: at('TRACE') };
}
