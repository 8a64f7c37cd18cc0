import { patiently, Refusal } from '../../../src/reconciler/deploy/patience';
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

function failing(name: string, times = Infinity) {
  let failures = 0;
  return async () => {
    failures += 1;
    if (failures <= times) throw Object.assign(new Error(name), { name });
    return 'done';
  };
}
