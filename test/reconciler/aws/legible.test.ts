import { legible } from '../../../src/reconciler/aws/legible';

const context = { commandName: 'DescribeEventsCommand' };

test('an error says which call failed and how', async () => {
  const failing = legible(fails(Object.assign(new Error('Unknown'), { $metadata: { httpStatusCode: 502 } })), context);

  await expect(failing({})).rejects.toThrow(/^DescribeEvents failed with HTTP 502: Unknown$/);
});

test('an error without an answer says what happened, in one line, and stays the error that it is', async () => {
  const error = Object.assign(new Error('socket hang up\nwhile reading'), { name: 'TimeoutError' });

  await expect(legible(fails(error), context)({})).rejects.toBe(error);
  expect(error).toMatchObject({ name: 'TimeoutError', message: 'DescribeEvents failed: socket hang up' });
});

test('an answer passes', async () => {
  expect(await legible(async (args: number) => args + 1, context)(1)).toBe(2);
});

function fails(error: Error) {
  return async (): Promise<never> => { throw error; };
}
