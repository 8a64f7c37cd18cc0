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

// https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html#API_ChangeResourceRecordSets_Errors
test.each([
  [{ Message: 'Tried to delete it' }, '[Tried to delete it]'],
  [{ Message: ['Tried to delete it', 'Tried to create it'] }, '[Tried to delete it, Tried to create it]'],
])('a refused batch in the form of the API reference, of which the SDK makes an error without a name, has its name and its words: %j', async (Messages, words) => {
  const error = Object.assign(new Error('UnknownError'), { name: 'Unknown', Messages, $metadata: { httpStatusCode: 400 } });

  await expect(legible(fails(error), { commandName: 'ChangeResourceRecordSetsCommand' })({})).rejects.toBe(error);
  expect(error).toMatchObject({ name: 'InvalidChangeBatch', message: `ChangeResourceRecordSets failed with HTTP 400: ${words}` });
});

test('an answer passes', async () => {
  expect(await legible(async (args: number) => args + 1, context)(1)).toBe(2);
});

function fails(error: Error) {
  return async (): Promise<never> => { throw error; };
}
