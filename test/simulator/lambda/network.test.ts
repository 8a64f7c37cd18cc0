import { TestProgram } from './test-program';

let program: TestProgram;

beforeEach(async () => { program = await TestProgram.start(); });
afterEach(async () => program.stop());

test('time stands still while a function awaits the network, and jumps while it sleeps', async () => {
  program.answer = (_, response) => { setTimeout(() => response.end(), 50); }; // real milliseconds
  program.create('nap', { timeoutSeconds: 90 });

  const { payload } = await program.invoke('nap');

  expect(payload).toEqual({ served: 0, slept: 60_000, iso: '2026-01-01T00:01:00.000Z', ticks: 60_000 });
});

test('an environment that dies before its second call makes only one', async () => {
  program.create('callThrice');
  program.lambda.die('callThrice', { atCall: 2, when: 'before' });

  const { error } = await program.invoke('callThrice');
  await program.clock.advance(60_000);

  expect(error?.errorType).toBe('Runtime.ExitError');
  expect(program.served).toEqual(['/1']);
});

test('an environment that dies after its second call has made it and makes no third', async () => {
  program.create('callThrice');
  program.lambda.die('callThrice', { atCall: 2, when: 'after' });

  const { error } = await program.invoke('callThrice');
  await program.clock.advance(60_000);

  expect(error?.errorType).toBe('Runtime.ExitError');
  expect(program.served).toEqual(['/1', '/2']);
  expect(await program.invoke('callThrice')).toEqual({ payload: 'done' });
});

test.each(['before', 'after'] as const)('an environment can die %s a fetch', async (when) => {
  program.create('fetched');
  program.lambda.die('fetched', { atCall: 1, when });

  const { error } = await program.invoke('fetched', { path: '/1' });

  expect(error?.errorType).toBe('Runtime.ExitError');
  expect(program.served).toEqual(when === 'before' ? [] : ['/1']);
});

test('a function can fetch', async () => {
  program.create('fetched');

  expect(await program.invoke('fetched', { path: '/1' })).toEqual({ payload: 'answer to /1' });
});

test('a request that the server leaves lying lets the program\'s own time-out pass', async () => {
  program.answer = (request) => program.lambda.abandoned(request.socket.remotePort!);
  program.create('call');
  const start = program.clock.now();

  const { error } = await program.invoke('call', { path: '/impatient' });

  expect(error).toEqual({ errorType: 'Error', errorMessage: 'no answer in 3 s' });
  expect(program.clock.now() - start).toBe(3_000);
});

test('a socket without traffic times out in simulated time', async () => {
  program.answer = (request) => program.lambda.abandoned(request.socket.remotePort!);
  program.create('socketTimeout');
  const start = program.clock.now();

  expect(await program.invoke('socketTimeout')).toEqual({ payload: 'idle' });
  expect(program.clock.now() - start).toBe(4_000);
});

test('a request that the server answers late takes simulated time', async () => {
  program.answer = (request, response) => {
    const port = request.socket.remotePort!;
    program.lambda.abandoned(port);
    program.clock.setTimeout(() => {
      program.lambda.resumed(port);
      setTimeout(() => response.end('at last'), 20); // real milliseconds
    }, 2_000);
  };
  program.create('call');
  const start = program.clock.now();

  expect(await program.invoke('call', { path: '/impatient' })).toEqual({ payload: 'at last' });
  expect(program.clock.now() - start).toBe(2_000);
});

test('a function that times out while it awaits the network leaves the clock free', async () => {
  program.answer = (request) => program.lambda.abandoned(request.socket.remotePort!);
  program.create('call', { timeoutSeconds: 5 });

  const { error } = await program.invoke('call', { path: '/patient' });
  await program.clock.advance(60_000);

  expect(error?.errorType).toBe('Sandbox.Timedout');
});

describe('a fetch from a host of AWS', () => {
  const URL_OF_S3 = 'https://bucket.s3.eu-central-1.amazonaws.com/a%3Ab%7Cc?X-Amz-Date=1';

  test('is carried to the simulated AWS as it is, host, escapes and headers', async () => {
    program.create('fetchedUrl');
    program.answer = (request, response) => response.end(JSON.stringify([request.headers.host, request.url, request.method, request.headers['content-type'], request.headers['content-length']]));
    const plain = await program.invoke('fetchedUrl', { url: URL_OF_S3 });
    const empty = await program.invoke('fetchedUrl', { url: URL_OF_S3, headers: { 'content-type': '' } });
    const where = ['bucket.s3.eu-central-1.amazonaws.com', '/a%3Ab%7Cc?X-Amz-Date=1', 'PUT'];
    expect([plain, empty].map(({ payload }) => JSON.parse(payload as string) as string[])).toEqual([[...where, 'text/plain;charset=UTF-8', '1'], [...where, '', '1']]);
  });

  test('that is never answered lets its time limit pass in simulated time', async () => {
    program.create('fetchedUrl', { timeoutSeconds: 60 });
    program.answer = (request) => program.lambda.abandoned(request.socket.remotePort!);
    const start = program.clock.now();
    expect((await program.invoke('fetchedUrl', { url: URL_OF_S3, limit: 10_000 })).error).toMatchObject({ errorType: 'TimeoutError' });
    expect(program.clock.now() - start).toBe(10_000);
  });
});
