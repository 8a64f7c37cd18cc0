import * as https from 'node:https';
import { createRequire } from 'node:module';
import { EnvironmentTimers } from './environment-timers';
import { Network } from './network';

const REAL = new Set([
  'assert', 'async_hooks', 'buffer', 'crypto', 'events', 'os', 'path', 'querystring', 'stream', 'string_decoder', 'url', 'util', 'zlib',
]);

const realRequire = createRequire(__filename);

/** `require` inside the runtime: what takes no time comes from Node, the rest from the simulated world, and what is left out is an error by name. */
export function runtimeRequire(network: Network, timers: EnvironmentTimers['functions'], process: unknown) {
  const simulated: Record<string, unknown> = {
    'http': network.http,
    'https': { Agent: https.Agent, request: refuseHttps, get: refuseHttps },
    'fs': { promises: { readFile: noSuchFile } },
    'fs/promises': { readFile: noSuchFile },
    'process': process,
    'timers': timers,
    'timers/promises': { setTimeout: async (ms?: number, value?: unknown) => new Promise((resolve) => timers.setTimeout(resolve, ms, value)) },
  };
  return (id: string) => {
    const name = id.replace(/^node:/, '');
    if (name in simulated) return simulated[name];
    if (REAL.has(name)) return realRequire(`node:${name}`) as unknown;
    throw new Error(`the simulated Lambda runtime does not model require('${id}')`);
  };
}

// the SDK looks for ~/.aws/config, and a Lambda function has none. Reading the disk would take real time besides.
async function noSuchFile(path: string) {
  throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });
}

function refuseHttps(options: { host?: string; hostname?: string }) {
  throw new Error(`a simulated function must call the simulator by http, got: https to ${options.hostname ?? options.host}`);
}
