import fc from 'fast-check';
import { ZONE } from '../end-to-end/synthesize';
import { expectReadable, FuzzedStory } from './fuzzed-story';

let fuzzed: FuzzedStory;

beforeEach(async () => { fuzzed = await FuzzedStory.begin(); });
afterEach(async () => fuzzed.story.end());

test('whatever a message says: the good ones of its batch are done, the others come back or are done, and names stay right', async () => {
  await fc.assert(fc.asyncProperty(fc.array(messages(), { maxLength: 9 }), async (odd) => {
    const now = fuzzed.story.clock.now();
    const good = { messageId: 'good', body: '{"action":"sweep"}', attributes: { SentTimestamp: `${now}` } };
    const { error, payload } = await fuzzed.invoke({ Records: [...odd, good] });

    expect(error).toBeUndefined();
    const back = (payload as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    expect(back).not.toContain('good');
    expect(odd.map(({ messageId }) => messageId)).toEqual(expect.arrayContaining(back));
    fuzzed.expectUnharmed();
    await fuzzed.expectRight();
  }), { numRuns: 60, seed: 20_261_126, endOnFailure: true });
}, 120_000);

test('what is no event is refused with one readable error', async () => {
  const events = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(null, [], '', 0, { Records: null }, { Records: {} }, { Records: 'x' }, { action: 'sweep' }, JSON.parse('{"__proto__":{"Records":[]}}')));
  await fc.assert(fc.asyncProperty(events, async (event) => {
    const { error } = await fuzzed.invoke(event);

    expect(error).toBeDefined();
    expectReadable(error!.errorMessage);
    fuzzed.expectUnharmed();
  }), { numRuns: 60, seed: 20_261_126, endOnFailure: true });
}, 120_000);

test('what is no request of CloudFormation is refused by the claims function with one readable error', async () => {
  const claims = fuzzed.story.functionName('claims');
  const whole = {
    RequestType: 'Delete', ResponseURL: 'https://evil.example/', StackId: 'arn:aws:cloudformation:us-east-1:1:stack/Shop/1', RequestId: 'r', LogicalResourceId: 'l',
    PhysicalResourceId: `readonly.${ZONE}/a1`, ResourceProperties: {},
  };
  const spoilt = fc.tuple(fc.constantFrom(...Object.keys(whole)), fc.constantFrom<unknown>(undefined, null, 0, '', [])).map(([key, value]) => ({ ...whole, [key]: value }));
  const release = fc.jsonValue().map((claim) => ({ action: 'release', claim }));
  await fc.assert(fc.asyncProperty(fc.oneof(fc.jsonValue(), spoilt, release), async (event) => {
    const { error } = await fuzzed.story.clock.during(fuzzed.story.aws.lambda.invoke(claims, event));

    expect(error).toBeDefined();
    expectReadable(error!.errorMessage);
    fuzzed.expectUnharmed();
    expect(fuzzed.story.claims()).toHaveLength(1);
  }), { numRuns: 60, seed: 20_261_126, endOnFailure: true });
}, 120_000);

function messages(): fc.Arbitrary<{ messageId: string; body: unknown; attributes: unknown }> {
  const proto = '{"__proto__":{"sweep":true,"messageId":"good"}}';
  const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom(proto, '<xml/>', '{"action":"plan"}', '{"action":"sweep"} ', 'x'.repeat(200)));
  const times = fc.oneof(fc.constantFrom('', 'NaN', '-1', '1e400', '0', '9999999999999', '__proto__'), fc.string());
  return fc.record({
    messageId: fc.uuid(),
    body: fc.oneof(text, fc.constantFrom(null, 0, {})),
    attributes: fc.oneof(times.map((SentTimestamp) => ({ SentTimestamp })), fc.constantFrom({}, null, undefined, 'text')),
  });
}
