import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaHost } from './lambda-host';
import { VirtualClock } from '../clock/virtual-clock';
import { Logs } from '../cloudwatch/logs';
import { Iam } from '../iam/iam';

/** Functions of a few lines, each for one thing a program does. */
const PROGRAM = `
const get = async (path) => {
  const module = await import("node:http"); // the way the SDK loads it
  const http = module.default ?? module;
  return new Promise((resolve, reject) => {
    const request = http.get(process.env.AWS_ENDPOINT_URL + path, (response) => {
      let body = '';
      response.on('data', (chunk) => { body += chunk; });
      response.on('end', () => resolve(body));
    });
    request.on('error', reject);
    if (path.includes('impatient')) setTimeout(() => request.destroy(new Error('no answer in 3 s')), 3000);
  });
};
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let events = 0;

exports.nap = async () => {
  const before = Date.now();
  await get('/slow');
  const served = Date.now() - before;
  await sleep(60000);
  return { served, slept: new Date() - before, iso: new Date().toISOString(), ticks: Math.round(performance.now()) };
};
exports.count = async () => ({ events: ++events });
exports.call = async ({ path }) => get(path);
exports.fetched = async ({ path }) => (await (await fetch(process.env.AWS_ENDPOINT_URL + path, { method: 'PUT', body: 'x' })).text());
exports.fetchedUrl = async ({ url, headers, limit }) => {
  const signal = limit ? AbortSignal.timeout(limit) : undefined;
  return (await fetch(url, { method: 'PUT', body: 'x', headers, signal })).text();
};
exports.callThrice = async () => { for (const path of ['/1', '/2', '/3']) await get(path); return 'done'; };
exports.socketTimeout = async () => {
  const { request, Agent } = await import('node:http');
  return new Promise((resolve) => {
    const sent = request(process.env.AWS_ENDPOINT_URL, { agent: new Agent({ keepAlive: true }) });
    sent.on('socket', (socket) => socket.setTimeout(4000, () => { resolve('idle'); sent.destroy(); }));
    sent.on('error', () => {});
    sent.end();
  });
};
exports.globals = async () => [globalThis.Date.now() === Date.now(), globalThis.performance === performance];
exports.hrtime = async () => { const start = process.hrtime(); await sleep(1500); return process.hrtime(start); };
exports.interval = async () => {
  let ticks = 0;
  const timer = setInterval(() => { ticks += 1; }, 1000);
  await sleep(3500);
  clearInterval(timer);
  await sleep(3500);
  return ticks;
};
exports.forever = async () => { for (;;) await sleep(1000); };
exports.late = async () => { setTimeout(() => { console.log('fired'); }, 5000); return 'answered'; };
exports.fail = async () => { throw new TypeError('no such thing'); };
exports.context = async (event, context) => {
  await sleep(2000);
  console.log('seen %j', event);
  return { name: context.functionName, id: context.awsRequestId, left: context.getRemainingTimeInMillis(), variables: process.env };
};
exports.config = async () => require('node:fs/promises').readFile('/root/.aws/config').catch(({ code }) => code);
exports.socket = async () => require('node:net');
exports.https = async () => require('node:https').request({ hostname: 'route53.amazonaws.com' });
`;

const ROLE = 'arn:aws:iam::111122223333:role/function';

type Overrides = Partial<Parameters<LambdaHost['createFunction']>[0]>;

/** A Lambda host with the program above, and the loopback server that it calls. */
export class TestProgram {
  static async start() {
    const program = new TestProgram();
    await new Promise<void>((resolve) => { program.server.listen(0, '127.0.0.1', resolve); });
    return program;
  }

  readonly clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
  readonly iam = new Iam(this.clock);
  readonly logs = new Logs(this.clock);
  readonly roleArn = ROLE;
  /** The paths that were asked for. */
  readonly served: string[] = [];
  /** How the server answers; a test may put something else here. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  private readonly directory = mkdtempSync(join(tmpdir(), 'function-'));
  private readonly server = createServer((request, response) => {
    this.served.push(request.url!);
    this.answer(request, response);
  });
  private host?: LambdaHost;

  private constructor() {
    this.answer = (request, response) => response.end(`answer to ${request.url}`);
    writeFileSync(join(this.directory, 'index.js'), PROGRAM);
    this.iam.putRole({ roleArn: ROLE, assumableBy: 'lambda.amazonaws.com' });
  }

  get lambda() {
    const endpoint = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.host ??= new LambdaHost({ clock: this.clock, iam: this.iam, logs: this.logs, region: 'us-east-1', account: '111122223333', endpoint });
    return this.host;
  }

  definition(name: string) {
    return { name, roleArn: ROLE, directory: this.directory, handler: `index.${name}`, environment: {}, timeoutSeconds: 10, memoryMb: 128 };
  }

  create(name: string, overrides: Overrides = {}) {
    this.lambda.createFunction({ ...this.definition(name), ...overrides });
  }

  async invoke(name: string, event: unknown = {}) {
    return this.clock.during(this.lambda.invoke(name, event));
  }

  allow(action: string) {
    this.iam.putInlinePolicy(ROLE, action, { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
  }

  async stop() {
    this.lambda.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
    rmSync(this.directory, { recursive: true });
  }
}
