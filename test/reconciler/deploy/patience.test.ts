import { patiently, Refusal, RefusedBatch } from '../../../src/reconciler/deploy/patience';
import { InMemoryWorld } from '../in-memory-world';

const { clock } = new InMemoryWorld();
const HOUR_MS = 3_600_000;

beforeEach(() => {
  clock.naps.length = 0;
});

test('what fails for a reason that passes is tried again, after longer and longer pauses', async () => {
  await expect(patiently(clock, clock.now() + HOUR_MS, failing('Throttling', 7))).resolves.toBe('done');
  expect(clock.naps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 16_000, 16_000]);
});

test('the last attempt is the one after whose failure there is no time left', async () => {
  await expect(patiently(clock, clock.now() + 10_000, failing('Throttling'))).rejects.toThrow('Throttling');
  expect(clock.naps).toEqual([1_000, 2_000, 4_000, 8_000]);
});

test('a permission that is not there is waited for during a minute', async () => {
  await expect(patiently(clock, clock.now() + HOUR_MS, failing('AccessDenied'))).rejects.toThrow('AccessDenied');
  expect(clock.naps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 16_000, 16_000]);
});

test('a refusal and a missing zone are final', async () => {
  await expect(patiently(clock, clock.now() + HOUR_MS, async () => { throw new Refusal('no'); })).rejects.toThrow('no');
  await expect(patiently(clock, clock.now() + HOUR_MS, failing('NoSuchHostedZone'))).rejects.toThrow('NoSuchHostedZone');
  expect(clock.naps).toEqual([]);
});

describe('What Route 53 has looked at and refused', () => {
  const refused = (contents: string, message = 'no', name = 'InvalidChangeBatch') => new RefusedBatch(contents, Object.assign(new Error(message), { name }));
  const inTurn = (...errors: readonly Error[]) => {
    const told: number[] = [];
    const attempt = async (refusals: number) => {
      told.push(refusals);
      if (errors[told.length - 1] !== undefined) throw errors[told.length - 1];
      return 'done';
    };
    return { told, attempt };
  };

  test('is final when it is the same for the third time in a row, and quoted', async () => {
    const { told, attempt } = inTurn(refused('a'), refused('a'), refused('a'));
    await expect(patiently(clock, clock.now() + HOUR_MS, attempt)).rejects.toThrow(new Refusal(
      'Route 53 refuses the changes, got: InvalidChangeBatch: no: lift what keeps it from them, such as a guardrail or a record protection of the zone, and try again',
    ));
    expect(told).toEqual([0, 1, 2]);
    expect(clock.naps).toEqual([1_000, 2_000]);
  });

  test.each([
    ['other changes', refused('b')], ['other words', refused('a', 'not that either')], ['another kind', refused('a', 'no', 'InvalidInput')],
    ['no answer', new Error('socket hang up')],
  ])('is looked at afresh when %s came between', async (_, other) => {
    const { told, attempt } = inTurn(refused('a'), refused('a'), other, refused('a'), refused('a'));
    await expect(patiently(clock, clock.now() + HOUR_MS, attempt)).resolves.toBe('done');
    expect(told).toEqual([0, 1, 2, other instanceof RefusedBatch ? 1 : 0, 1, 2]);
  });

  test('keeps what the service said', () => {
    const cause = Object.assign(new Error('no'), { name: 'InvalidChangeBatch', $metadata: { httpStatusCode: 400 } });
    expect(new RefusedBatch('a', cause)).toMatchObject({ name: 'InvalidChangeBatch', message: 'no', $metadata: { httpStatusCode: 400 }, cause });
  });
});

function failing(name: string, times = Infinity) {
  let failures = 0;
  return async () => {
    failures += 1;
    if (failures <= times) throw Object.assign(new Error(name), { name });
    return 'done';
  };
}
