import { Clock } from '../clock/clock';

/** `Date` with the clock's idea of now. */
export function simulatedDate(clock: Clock): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [clock.now()], newTarget),
    apply: () => new Date(clock.now()).toString(),
    get: (target, property, receiver) => (property === 'now' ? () => clock.now() : Reflect.get(target, property, receiver)),
  });
}

/** `performance` with its origin at the cold start. */
export function simulatedPerformance(clock: Clock) {
  const timeOrigin = clock.now();
  return { timeOrigin, now: () => clock.now() - timeOrigin };
}

/** `process.hrtime`, with its `bigint`. */
export function simulatedHrtime(clock: Clock) {
  const hrtime = (since: [number, number] = [0, 0]) => {
    const nanoseconds = (clock.now() % 1000) * 1e6 - since[1];
    const seconds = Math.floor(clock.now() / 1000) - since[0];
    return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds];
  };
  return Object.assign(hrtime, { bigint: () => BigInt(clock.now()) * 1_000_000n });
}

/** `AbortSignal` whose `timeout` counts simulated time. */
export function simulatedAbortSignal(setTimeout: (callback: () => void, ms: number) => unknown): typeof AbortSignal {
  const timeout = (ms: number) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms);
    return controller.signal;
  };
  return new Proxy(AbortSignal, { get: (target, property, receiver) => (property === 'timeout' ? timeout : Reflect.get(target, property, receiver)) });
}
