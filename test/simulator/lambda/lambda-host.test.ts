import { TestProgram } from './test-program';

let program: TestProgram;

beforeEach(async () => { program = await TestProgram.start(); });
afterEach(async () => program.stop());

test('a warm environment keeps its state, and concurrent events get environments of their own', async () => {
  program.create('count');

  const counts = [await program.invoke('count'), await program.invoke('count')];
  const both = await program.clock.during(Promise.all([program.lambda.invoke('count', {}), program.lambda.invoke('count', {})]));

  expect(counts.map(({ payload }) => payload)).toEqual([{ events: 1 }, { events: 2 }]);
  expect(both.map(({ payload }) => payload)).toEqual([{ events: 3 }, { events: 1 }]);
});

test('an updated function starts cold', async () => {
  program.create('count');
  await program.invoke('count');
  program.lambda.updateFunction(program.definition('count'));

  expect(await program.invoke('count')).toEqual({ payload: { events: 1 } });
});

test('an update lets a running event finish', async () => {
  program.create('nap', { timeoutSeconds: 90 });
  const running = program.lambda.invoke('nap', {});
  await program.clock.advance(30_000);
  program.lambda.updateFunction(program.definition('nap'));

  expect((await program.clock.during(running)).payload).toMatchObject({ slept: 60_000 });
});

test('a function that takes too long is ended', async () => {
  program.create('forever', { timeoutSeconds: 15 });
  const start = program.clock.now();

  const { error } = await program.invoke('forever');

  expect(error).toEqual({
    errorType: 'Sandbox.Timedout',
    errorMessage: expect.stringMatching(/^RequestId: [-0-9a-f]{36} Error: Task timed out after 15.00 seconds$/),
  });
  expect(program.clock.now() - start).toBe(15_000);
});

test('what a function throws comes back as an error', async () => {
  program.create('fail');

  expect(await program.invoke('fail')).toEqual({ error: { errorType: 'TypeError', errorMessage: 'no such thing' } });
});

test('more events than the reserved concurrency are refused', async () => {
  program.create('nap', { timeoutSeconds: 90, reservedConcurrency: 1 });

  const [, second] = await program.clock.during(Promise.all([program.lambda.invoke('nap', {}), program.lambda.invoke('nap', {})]));

  expect(second).toEqual({ error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' }, throttled: true });
});

test('an unknown function cannot be invoked, and a name can be used once', async () => {
  program.create('count');

  await expect(program.lambda.invoke('nobody', {})).rejects.toThrow('Function not found: nobody');
  expect(() => program.create('count')).toThrow('Function already exist: count');
});
