import { TestProgram } from './test-program';

let program: TestProgram;
let start: number;

beforeEach(async () => {
  program = await TestProgram.start();
  start = program.clock.now();
});
afterEach(async () => program.stop());

test('an event that fails is tried again after one and after two more minutes, with one request id, and then given up', async () => {
  program.create('fail');
  await send('fail');
  expect(times()).toEqual([0, 60, 180]);
  expect(program.lambda.asynchronous.discarded).toEqual([{ at: start + 180_000, name: 'fail', event: {}, reason: 'RetriesExhausted' }]);

  program.create('context');
  program.iam.putInlinePolicy(program.roleArn, 'logs', { Statement: [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }] });
  program.lambda.asynchronous.arrivals = () => [0, 10_000];
  await send('context');
  const ids = program.lambda.invocations.slice(3).map(({ outcome }) => (outcome!.payload as { id: string }).id);
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
});

test.each([[0, [0]], [1, [0, 60]], [2, [0, 60, 180]]])('with %i retries it runs at %j s', async (maximumRetryAttempts, expected) => {
  program.create('fail');
  program.lambda.asynchronous.create('fail', { maximumRetryAttempts });
  await send('fail');
  expect(times()).toEqual(expected);
});

test('no attempt begins when the event is older than it may become', async () => {
  program.create('fail');
  program.lambda.asynchronous.create('fail', { maximumEventAgeSeconds: 120 });
  await send('fail');
  expect(times()).toEqual([0, 60]);
  expect(program.lambda.asynchronous.discarded).toMatchObject([{ reason: 'EventAgeExceeded' }]);
});

test('a throttled event waits in the queue, longer each time, for six hours if need be', async () => {
  program.create('nap', { timeoutSeconds: 90, reservedConcurrency: 1 });
  const busy = program.lambda.invoke('nap', {});
  const late = program.lambda.invokeAsync('nap', {});
  program.answer = (_, response) => response.end();
  await program.clock.during(Promise.all([busy, late]));
  // refused at 0, 1, 3, 7, 15 and 31 s; the environment is free again from 60 s on.
  expect(times()).toEqual([0, 63]);
});

test('a throttled event is given up when it is too old, however often it was refused', async () => {
  program.create('forever', { timeoutSeconds: 900, reservedConcurrency: 1 });
  void program.lambda.invoke('forever', {});
  program.lambda.asynchronous.create('forever', { maximumEventAgeSeconds: 60, maximumRetryAttempts: 0 });
  await send('forever');
  expect(times()).toEqual([0]);
  expect(program.lambda.asynchronous.discarded).toMatchObject([{ at: start + 63_000, reason: 'EventAgeExceeded' }]);
});

test('a function that may never run gets no event', async () => {
  program.create('count', { reservedConcurrency: 0 });
  await send('count');
  expect(program.lambda.asynchronous.discarded).toMatchObject([{ at: start, reason: 'ReservedConcurrencyIsZero' }]);
});

test('an event that succeeds is not tried again, but may be delivered again, late or never', async () => {
  program.create('count');
  await send('count');
  await program.clock.advance(600_000);
  expect(times()).toEqual([0]);

  program.lambda.asynchronous.arrivals = () => [0, 300_000];
  await send('count');
  expect(times()).toEqual([0, 600, 900]);

  program.lambda.asynchronous.arrivals = () => [];
  await send('count');
  expect(times()).toHaveLength(3);
});

test('an event whose function is deleted meanwhile ends there', async () => {
  program.create('fail');
  const sent = program.lambda.invokeAsync('fail', {});
  await program.clock.advance(1000);
  program.lambda.deleteFunction('fail');
  await program.clock.during(sent);
  expect(program.lambda.asynchronous.discarded).toMatchObject([{ reason: 'FunctionDeleted' }]);
});

test('an event to an unknown function is refused at once', async () => {
  await expect(program.lambda.invokeAsync('nobody', {})).rejects.toThrow('Function not found: nobody');
});

test.each([
  [{ maximumEventAgeSeconds: 59 }], [{ maximumEventAgeSeconds: 21_601 }],
  [{ maximumRetryAttempts: 3 }], [{ maximumRetryAttempts: -1 }], [{ maximumRetryAttempts: Number.NaN }],
])('the configuration %j is refused', (config) => {
  program.create('count');
  expect(() => program.lambda.asynchronous.create('count', config)).toThrow(expect.objectContaining({ code: 'InvalidParameterValueException' }));
});

test('a function has one configuration', () => {
  program.create('count');
  program.lambda.asynchronous.create('count', { maximumRetryAttempts: 0 });
  expect(() => program.lambda.asynchronous.create('count', {})).toThrow('already has an EventInvokeConfig');
  program.lambda.asynchronous.delete('count');
  program.lambda.asynchronous.create('count', {});
});

async function send(name: string) {
  await program.clock.during(program.lambda.invokeAsync(name, {}));
}

function times() {
  return program.lambda.invocations.map(({ at }) => (at - start) / 1000);
}
