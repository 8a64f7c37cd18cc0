import { SETTLE_SECONDS, VISIBILITY_SECONDS } from '../../../src/reconciler/settings';
import { isDone, isDue, WakeUp } from '../../../src/reconciler/wake-ups/wake-up';

const SENT = 1_700_000_000_000;

test('a message asks for a pass when no pass is known', () => {
  expect(isDue(notification, at(0), undefined)).toBe(true);
  expect(isDue(sweep, at(0), undefined)).toBe(true);
});

test('a pass begun before a message was sent does not satisfy it', () => {
  expect(isDue(notification, at(5), at(-1))).toBe(true);
  expect(isDue(sweep, at(5), at(-1))).toBe(true);
});

test('a pass begun after a message was sent satisfies it, whoever asked for the pass', () => {
  expect(isDue(notification, at(5), at(0))).toBe(false);
  expect(isDue(sweep, at(5), at(0))).toBe(false);
});

test('a notification asks again each time it comes back', () => {
  expect(isDue(notification, at(30), at(29))).toBe(true);
  expect(isDue(notification, at(31), at(30))).toBe(false);
  expect(isDue(notification, at(179), at(149))).toBe(true);
  expect(isDue(notification, at(179), at(150))).toBe(false);
});

test('a notification asks for a last pass three minutes after it was sent, however late it comes back', () => {
  expect(isDue(notification, at(180), at(179))).toBe(true);
  expect(isDue(notification, at(3_600), at(179))).toBe(true);
  expect(isDue(notification, at(3_600), at(180))).toBe(false);
});

test('a sweep asks for one pass', () => {
  expect(isDue(sweep, at(30), at(0))).toBe(false);
  expect(isDue(sweep, at(180), at(0))).toBe(false);
});

test('a message sent by a clock that runs ahead asks for a pass', () => {
  expect(isDue(notification, at(-10), at(-11))).toBe(true);
});

test('a notification is done with a pass begun three minutes after it was sent', () => {
  expect(isDone(notification, undefined)).toBe(false);
  expect(isDone(notification, at(179))).toBe(false);
  expect(isDone(notification, at(180))).toBe(true);
});

test('a sweep is done with any pass begun since it was sent', () => {
  expect(isDone(sweep, undefined)).toBe(false);
  expect(isDone(sweep, at(-1))).toBe(false);
  expect(isDone(sweep, at(0))).toBe(true);
});

test('a message without a time of sending is never taken for done', () => {
  expect(isDone({ ...notification, sentAt: NaN }, at(3_600))).toBe(false);
});

test('a healthy notification is received seven times: whenever it comes back it is due, and after the last it is done', () => {
  const received: number[] = [];
  let lastPass: number | undefined;
  for (let seconds = 0; !isDone(notification, lastPass); seconds += VISIBILITY_SECONDS) {
    received.push(seconds);
    expect(isDue(notification, at(seconds), lastPass)).toBe(true);
    lastPass = at(seconds);
  }
  expect(received).toEqual([0, 30, 60, 90, 120, 150, SETTLE_SECONDS]);
});

const notification: WakeUp = { messageId: 'n', sentAt: SENT, sweep: false };
const sweep: WakeUp = { messageId: 's', sentAt: SENT, sweep: true };

function at(secondsAfterSending: number): number {
  return SENT + secondsAfterSending * 1000;
}
