import { ScaledClock } from './scaled-clock';

test('a simulated minute passes in less than a real one, and never early', async () => {
  const clock = new ScaledClock(3_000);
  const start = clock.now();
  const begun = performance.now();

  for (let times = 0; times < 20; times += 1) await clock.sleep(3_000);

  expect(clock.now() - start).toBeGreaterThanOrEqual(60_000);
  expect(performance.now() - begun).toBeLessThan(60_000);
});

test('a stopped clock fires nothing any more', async () => {
  const clock = new ScaledClock(1_000);
  const fired = jest.fn();
  clock.setTimeout(fired, 10_000);

  clock.stop();
  clock.setTimeout(fired, 10_000);
  await new Promise((resolve) => setTimeout(resolve, 40));

  expect(fired).not.toHaveBeenCalled();
});

test('a clock that would stand still is refused', () => {
  expect(() => new ScaledClock(0)).toThrow('the scale of a clock must be more than 0, got: 0');
});
