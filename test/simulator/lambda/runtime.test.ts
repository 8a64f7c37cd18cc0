import { TestProgram } from './test-program';

let program: TestProgram;

beforeEach(async () => { program = await TestProgram.start(); });
afterEach(async () => program.stop());

test('a frozen environment fires no timer before its next event', async () => {
  program.allow('logs:*');
  program.create('late');
  const fired = () => program.logs.lines('/aws/lambda/late').filter((line) => line.includes('fired'));

  await program.invoke('late');
  await program.clock.advance(60_000);
  expect(fired()).toEqual([]);

  await program.invoke('late');
  expect(fired()).toHaveLength(1);
});

test('a function knows its name, its variables, its credentials and the time it has left', async () => {
  program.create('context', { environment: { ZONE_NAME: 'example.internal' } });

  const { payload } = await program.invoke('context');

  expect(payload).toMatchObject({
    name: 'context',
    left: 8_000,
    variables: {
      ZONE_NAME: 'example.internal',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'context',
      AWS_ACCESS_KEY_ID: program.iam.credentialsFor(program.roleArn).accessKeyId,
    },
  });
});

test('lines of a function reach its log group when its role allows it', async () => {
  program.allow('logs:*');
  program.create('context');

  await program.invoke('context', { a: 1 });

  expect(program.logs.lines('/aws/lambda/context')).toEqual([
    expect.stringMatching(/^START RequestId: /),
    expect.stringMatching(/^2026-01-01T00:00:02.000Z\t[-0-9a-f]{36}\tINFO\tseen {"a":1}$/),
    expect.stringMatching(/^END RequestId: /),
    expect.stringMatching(/^REPORT RequestId: [-0-9a-f]{36}\tDuration: 2000.00 ms/),
  ]);
});

test('lines of a function whose role does not allow it are lost', async () => {
  program.create('context');
  program.logs.createGroup('/aws/lambda/context');

  const { error } = await program.invoke('context');

  expect(error).toBeUndefined();
  expect(program.logs.lines('/aws/lambda/context')).toEqual([]);
});

test('a role that may not create the log group loses the lines too', async () => {
  program.allow('logs:PutLogEvents');
  program.allow('logs:CreateLogStream');
  program.create('context');

  await program.invoke('context');

  expect(program.logs.hasGroup('/aws/lambda/context')).toBe(false);
});

test.each([
  ['nothing', 'index.nothing is undefined or not exported'],
  ['socket', "the simulated Lambda runtime does not model require('node:net')"],
  ['https', 'a simulated function must call the simulator by http, got: https to route53.amazonaws.com'],
])('what the runtime does not have is an error: %s', async (name, errorMessage) => {
  program.create(name);

  expect((await program.invoke(name)).error).toEqual({ errorType: 'Error', errorMessage });
});

test('a function finds no configuration file', async () => {
  program.create('config');

  expect(await program.invoke('config')).toEqual({ payload: 'ENOENT' });
});

test('every way to look at the time shows simulated time, and the real one stays as it is', async () => {
  const real = globalThis.performance;
  for (const name of ['globals', 'hrtime', 'interval']) program.create(name);

  expect(await program.invoke('globals')).toEqual({ payload: [true, true] });
  expect(await program.invoke('hrtime')).toEqual({ payload: [1, 500_000_000] });
  expect(await program.invoke('interval')).toEqual({ payload: 3 });
  expect(globalThis.performance).toBe(real);
});
