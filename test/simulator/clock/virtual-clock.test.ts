import { VirtualClock } from './virtual-clock';

test('time stands still until it is advanced', async () => {
  const clock = new VirtualClock(new Date('2026-03-01T10:00:00Z'));

  await clock.settle();

  expect(new Date(clock.now()).toISOString()).toBe('2026-03-01T10:00:00.000Z');
});

test('an hour of sleeping passes at once, timer by timer', async () => {
  const clock = new VirtualClock();
  const seen = instants(clock);
  const sleeper = async () => {
    for (let i = 0; i < 3; i += 1) {
      await clock.sleep(1_200_000);
      seen.note(`nap ${i}`);
    }
  };

  const sleeping = sleeper();
  await clock.advance(3_600_000);
  await sleeping;

  expect(seen.list).toEqual(['1200000 nap 0', '2400000 nap 1', '3600000 nap 2']);
});

test('timers of the same instant fire in the order they were set', async () => {
  const clock = new VirtualClock();
  const seen = instants(clock);
  clock.setTimeout(() => seen.note('first'), 50);
  clock.setTimeout(() => seen.note('earlier'), 10);
  clock.setTimeout(() => seen.note('second'), 50);

  await clock.advance(100);

  expect(seen.list).toEqual(['10 earlier', '50 first', '50 second']);
});

test('time is in whole milliseconds: a part of one is waited for to its end', async () => {
  const clock = new VirtualClock();
  const start = clock.now();
  await clock.during(clock.sleep(1.2));
  expect(clock.now()).toBe(start + 2);
});

test('a cleared timer never fires', async () => {
  const clock = new VirtualClock();
  const seen = instants(clock);
  clock.clearTimeout(clock.setTimeout(() => seen.note('cleared'), 10));
  clock.clearTimeout(undefined);

  await clock.advance(100);

  expect(seen.list).toEqual([]);
});

test('the clock does not jump while somebody is at work', async () => {
  const clock = new VirtualClock();
  const seen = instants(clock);
  const hold = clock.hold();
  setTimeout(() => {
    seen.note('work done');
    hold.release();
  }, 30); // real work, of which simulated time sees nothing
  clock.setTimeout(() => seen.note('timer'), 1_000);

  await clock.advance(1_000);

  expect(seen.list).toEqual(['0 work done', '1000 timer']);
});

test('settling runs what is due now and what follows from it, and nothing later', async () => {
  const clock = new VirtualClock();
  const seen = instants(clock);
  clock.setTimeout(() => clock.setTimeout(() => seen.note('followed'), 0), 0);
  clock.setTimeout(() => seen.note('later'), 1);

  await clock.settle();

  expect(seen.list).toEqual(['0 followed']);
});

test('advancing until a condition stops at the instant it comes true', async () => {
  const clock = new VirtualClock();
  let done = false;
  clock.setTimeout(() => { done = true; }, 700);
  const start = clock.now();

  await clock.advanceUntil(() => done, 10_000);

  expect(clock.now() - start).toBe(700);
});

test('a condition that does not come true in time is an error', async () => {
  const clock = new VirtualClock();

  await expect(clock.advanceUntil(() => false, 5_000)).rejects.toThrow('waited for 5 simulated seconds in vain for: () => false');
});

test('a promise is waited for in simulated time', async () => {
  const clock = new VirtualClock();
  const start = clock.now();

  await expect(clock.during(clock.sleep(90_000).then(() => 'slept'))).resolves.toBe('slept');
  expect(clock.now() - start).toBe(90_000);
  await expect(clock.during(Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

test('two advances at once are refused', async () => {
  const clock = new VirtualClock();
  const first = clock.advance(10);

  await expect(clock.advance(10)).rejects.toThrow('the clock is being advanced already: await the first advance');
  await first;
});

function instants(clock: VirtualClock) {
  const start = clock.now();
  const list: string[] = [];
  return { list, note: (what: string) => { list.push(`${clock.now() - start} ${what}`); } };
}
