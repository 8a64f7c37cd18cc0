import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Iam } from './iam';
import { LambdaHost } from './lambda-host';
import { Logs } from './logs';
import { VirtualClock } from './virtual-clock';

const ROLE = 'arn:aws:iam::111122223333:role/function';

const PROGRAM = `
const get = async (path) => {
  const http = await import("node:http"); // the way the SDK loads it
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
exports.callThrice = async () => { for (const path of ['/1', '/2', '/3']) await get(path); return 'done'; };
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

let directory: string;
let server: Server;
let served: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let clock: VirtualClock;
let iam: Iam;
let logs: Logs;
let lambda: LambdaHost;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'function-'));
  writeFileSync(join(directory, 'index.js'), PROGRAM);
});

beforeEach(async () => {
  served = [];
  answer = (request, response) => response.end(`answer to ${request.url}`);
  server = createServer((request, response) => {
    served.push(request.url!);
    answer(request, response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  clock = new VirtualClock(new Date('2026-01-01T00:00:00Z'));
  iam = new Iam(clock);
  iam.putRole({ roleArn: ROLE, assumableBy: 'lambda.amazonaws.com' });
  logs = new Logs(clock);
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  lambda = new LambdaHost({ clock, iam, logs, region: 'us-east-1', account: '111122223333', endpoint });
});

afterEach(async () => {
  lambda.close();
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

afterAll(() => rmSync(directory, { recursive: true }));

test('time stands still while a function awaits the network, and jumps while it sleeps', async () => {
  answer = (_, response) => setTimeout(() => response.end(), 50); // real milliseconds
  create('nap', { timeoutSeconds: 90 });

  const { payload } = await clock.during(lambda.invoke('nap', {}));

  expect(payload).toEqual({ served: 0, slept: 60_000, iso: '2026-01-01T00:01:00.000Z', ticks: 60_000 });
});

test('a warm environment keeps its state, and concurrent events get environments of their own', async () => {
  create('count');

  const counts = [];
  for (let i = 0; i < 2; i += 1) counts.push((await clock.during(lambda.invoke('count', {}))).payload);
  const both = await clock.during(Promise.all([lambda.invoke('count', {}), lambda.invoke('count', {})]));

  expect(counts).toEqual([{ events: 1 }, { events: 2 }]);
  expect(both.map(({ payload }) => payload)).toEqual([{ events: 3 }, { events: 1 }]);
});

test('an updated function starts cold', async () => {
  create('count');
  await clock.during(lambda.invoke('count', {}));
  lambda.updateFunction(definition('count'));

  expect(await clock.during(lambda.invoke('count', {}))).toEqual({ payload: { events: 1 } });
});

test('a function that takes too long is ended', async () => {
  create('forever', { timeoutSeconds: 15 });
  const start = clock.now();

  const { error } = await clock.during(lambda.invoke('forever', {}));

  expect(error).toEqual({ errorType: 'Sandbox.Timedout', errorMessage: expect.stringMatching(/^RequestId: [-0-9a-f]{36} Error: Task timed out after 15.00 seconds$/) });
  expect(clock.now() - start).toBe(15_000);
});

test('what a function throws comes back as an error', async () => {
  create('fail');

  expect(await clock.during(lambda.invoke('fail', {}))).toEqual({ error: { errorType: 'TypeError', errorMessage: 'no such thing' } });
});

test('an asynchronous event that fails is tried again after one and after two more minutes', async () => {
  create('fail');
  const start = clock.now();

  await clock.during(lambda.invokeAsync('fail', {}));

  expect(lambda.invocations.map(({ at }) => at - start)).toEqual([0, 60_000, 180_000]);
});

test('an environment that dies before its second call makes only one', async () => {
  create('callThrice');
  lambda.die('callThrice', { atCall: 2, when: 'before' });

  const { error } = await clock.during(lambda.invoke('callThrice', {}));
  await clock.advance(60_000);

  expect(error?.errorType).toBe('Runtime.ExitError');
  expect(served).toEqual(['/1']);
});

test('an environment that dies after its second call has made it and makes no third', async () => {
  create('callThrice');
  lambda.die('callThrice', { atCall: 2, when: 'after' });

  const { error } = await clock.during(lambda.invoke('callThrice', {}));
  await clock.advance(60_000);

  expect(error?.errorType).toBe('Runtime.ExitError');
  expect(served).toEqual(['/1', '/2']);
  expect(await clock.during(lambda.invoke('callThrice', {}))).toEqual({ payload: 'done' });
});

test.each(['before', 'after'] as const)('an environment can die %s a fetch', async (when) => {
  create('fetched');
  lambda.die('fetched', { atCall: 1, when });

  const { error } = await clock.during(lambda.invoke('fetched', { path: '/1' }));

  expect(error?.errorType).toBe('Runtime.ExitError');
  expect(served).toEqual(when === 'before' ? [] : ['/1']);
});

test('a function can fetch', async () => {
  create('fetched');

  expect(await clock.during(lambda.invoke('fetched', { path: '/1' }))).toEqual({ payload: 'answer to /1' });
});

test('a request that the server leaves lying lets the program\'s own time-out pass', async () => {
  answer = (request) => lambda.abandoned(request.socket.remotePort!);
  create('call', { timeoutSeconds: 10 });
  const start = clock.now();

  const { error } = await clock.during(lambda.invoke('call', { path: '/impatient' }));

  expect(error).toEqual({ errorType: 'Error', errorMessage: 'no answer in 3 s' });
  expect(clock.now() - start).toBe(3_000);
});

test('a request that the server answers late takes simulated time', async () => {
  answer = (request, response) => {
    const port = request.socket.remotePort!;
    lambda.abandoned(port);
    clock.setTimeout(() => {
      lambda.resumed(port);
      setTimeout(() => response.end('at last'), 20); // real milliseconds
    }, 2_000);
  };
  create('call', { timeoutSeconds: 10 });
  const start = clock.now();

  expect(await clock.during(lambda.invoke('call', { path: '/impatient' }))).toEqual({ payload: 'at last' });
  expect(clock.now() - start).toBe(2_000);
});

test('a frozen environment fires no timer before its next event', async () => {
  iam.putInlinePolicy(ROLE, 'logs', allow('logs:*'));
  create('late');

  await clock.during(lambda.invoke('late', {}));
  await clock.advance(60_000);
  const frozen = logs.lines('/aws/lambda/late').filter((line) => line.includes('fired'));
  await clock.during(lambda.invoke('late', {}));

  expect(frozen).toEqual([]);
  expect(logs.lines('/aws/lambda/late').filter((line) => line.includes('fired'))).toHaveLength(1);
});

test('a function knows its name, its variables, its credentials and the time it has left', async () => {
  create('context', { timeoutSeconds: 10, environment: { ZONE_NAME: 'example.internal' } });

  const { payload } = await clock.during(lambda.invoke('context', {}));

  expect(payload).toMatchObject({
    name: 'context',
    left: 8_000,
    variables: {
      ZONE_NAME: 'example.internal',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'context',
      AWS_ACCESS_KEY_ID: iam.credentialsFor(ROLE).accessKeyId,
    },
  });
});

test('lines of a function reach its log group when its role allows it', async () => {
  iam.putInlinePolicy(ROLE, 'logs', allow('logs:*'));
  create('context');

  await clock.during(lambda.invoke('context', { a: 1 }));

  expect(logs.lines('/aws/lambda/context')).toEqual([
    expect.stringMatching(/^START RequestId: /),
    expect.stringMatching(/^2026-01-01T00:00:02.000Z\t[-0-9a-f]{36}\tINFO\tseen {"a":1}$/),
    expect.stringMatching(/^END RequestId: /),
    expect.stringMatching(/^REPORT RequestId: [-0-9a-f]{36}\tDuration: 2000.00 ms/),
  ]);
});

test('lines of a function whose role does not allow it are lost', async () => {
  create('context');
  logs.createGroup('/aws/lambda/context');

  const { error } = await clock.during(lambda.invoke('context', {}));

  expect(error).toBeUndefined();
  expect(logs.lines('/aws/lambda/context')).toEqual([]);
});

test('more events than the reserved concurrency are refused', async () => {
  create('nap', { timeoutSeconds: 90, reservedConcurrency: 1 });

  const [, second] = await clock.during(Promise.all([lambda.invoke('nap', {}), lambda.invoke('nap', {})]));

  expect(second).toEqual({ error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' } });
});

test.each([
  ['nothing', /^index.nothing is undefined or not exported$/, 'index.nothing'],
  ['socket', /^the simulated Lambda runtime does not model require\('node:net'\)$/, 'index.socket'],
  ['https', /^a simulated function must call the simulator by http, got: https to route53.amazonaws.com$/, 'index.https'],
])('what the runtime does not have is an error: %s', async (name, message, handler) => {
  create(name, { handler });

  const { error } = await clock.during(lambda.invoke(name, {}));

  expect(error?.errorMessage).toMatch(message);
});

test('a function finds no configuration file', async () => {
  create('config');

  expect(await clock.during(lambda.invoke('config', {}))).toEqual({ payload: 'ENOENT' });
});

test('an unknown function cannot be invoked', async () => {
  await expect(lambda.invoke('nobody', {})).rejects.toThrow('Function not found: nobody');
});

type Overrides = Partial<Parameters<LambdaHost['createFunction']>[0]>;

function create(name: string, overrides: Overrides = {}) {
  lambda.createFunction({ ...definition(name), ...overrides });
}

function definition(name: string) {
  return { name, roleArn: ROLE, directory, handler: `index.${name}`, environment: {}, timeoutSeconds: 3, memoryMb: 128 };
}

function allow(action: string) {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: action, Resource: '*' }] };
}
