import { parseArguments } from './arguments';
import { Dice } from './dice';
import { Due } from './judge/due';
import { WakeUps } from './judge/wake-ups';
import { playRound, TRIALS } from './round';

const MINUTE = 60_000;

test('a round is the same again for the same seed and number', async () => {
  const short = { seasonMs: 3 * MINUTE, calmMs: 0, trials: TRIALS };
  const [one, again] = [await playRound(7, 1, short), await playRound(7, 1, short)];
  expect(one.ledger.entries.length).toBeGreaterThan(5);
  expect(again.ledger.fingerprint()).toBe(one.ledger.fingerprint());
  expect(again.tally).toEqual(one.tally);
}, 120_000);

test('what one part of the world draws does not depend on what another draws', () => {
  const [first, second] = [new Dice('seed'), new Dice('seed')];
  first.of('somebody').next();
  expect(first.of('a call', 3).next()).toBe(second.of('a call', 3).next());
  expect(first.of('a call', 3).next()).not.toBe(second.of('a call', 4).next());
});

describe('a name must be right for a client', () => {
  const due = (faults: readonly (readonly [number, 'quick' | 'grave'])[], since: number) => {
    const wakeUps = new WakeUps(5 * MINUTE, 5 * MINUTE);
    wakeUps.notification(MINUTE);
    for (const [at, severity] of faults) wakeUps.fault(at, severity);
    wakeUps.settle(20 * MINUTE);
    return new Due(wakeUps, () => 20, 10).at(since);
  };
  // a pass of 5 s, 20 s of Route 53, 10 s of TTL, and the tenth of a second between two looks.
  const SEEN = 35_100;

  test('soon after the notification', () => {
    expect(due([], MINUTE)).toBe(MINUTE + SEEN);
  });

  test('half a minute later when the answers showed it only after the first pass', () => {
    expect(due([], MINUTE + 1)).toBe(MINUTE + 30_000 + SEEN);
  });

  test('after the next sweep when no notification told of it', () => {
    expect(due([], 10 * MINUTE + 1)).toBe(15 * MINUTE + SEEN);
  });

  test('as soon in spite of three calls that failed at once, but not of four', () => {
    const failed = (count: number) => Array.from({ length: count }, () => [MINUTE + 500, 'quick'] as const);
    expect(due(failed(3), MINUTE)).toBe(MINUTE + SEEN);
    expect(due(failed(4), MINUTE)).toBe(MINUTE + 30_000 + SEEN);
  });

  test('at the next sweep when a call of the pass hung: nobody knows when its messages come back', () => {
    expect(due([[MINUTE + 500, 'grave']], MINUTE)).toBe(5 * MINUTE + SEEN);
  });

  test('at no time yet while no pass was due', () => {
    expect(due([], 20 * MINUTE)).toBeUndefined();
  });
});

describe('arguments', () => {
  const today = new Date('2026-11-26T12:00:00Z');

  test('none: the fixed seed and that of the day, half a minute each', () => {
    expect(parseArguments([], today)).toEqual({ seeds: [1, 20261126], seconds: 30 });
  });

  test('a long soak of one seed, or one round of it', () => {
    expect(parseArguments(['--minutes', '10', '--seed', '5'], today)).toEqual({ seeds: [5], seconds: 600 });
    expect(parseArguments(['--seed', '5', '--round', '3'], today)).toMatchObject({ seeds: [5], round: 3 });
  });

  test.each([[['--seed', 'x']], [['--minutes', '-1']], [['--round', '0', '--seed', '1']], [['--round', '2']], [['--rounds', '2']]])('%p is refused', (args) => {
    expect(() => parseArguments(args, today)).toThrow();
  });
});
