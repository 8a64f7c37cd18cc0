import { Clock, Timer } from '../clock/clock';

type Callback = (...args: unknown[]) => void;

/** What the program gets from `setTimeout` and `setInterval`. */
class Handle {
  timer?: Timer;

  constructor(readonly id: number) {}

  ref() { return this; }
  unref() { return this; }
  hasRef() { return true; }
  [Symbol.toPrimitive]() { return this.id; }
}

/**
 * The timers of one execution environment. Lambda freezes an environment when its handler has answered and thaws it for the next event:
 * what became due meanwhile fires then.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class EnvironmentTimers {
  private readonly handles = new Map<number, Handle>();
  private frozen = false;
  private overdue: (() => void)[] = [];
  private last = 0;

  constructor(private readonly clock: Clock) {}

  /** What the program has in place of Node's. */
  get functions() {
    return {
      setTimeout: (callback: Callback, ms?: number, ...args: unknown[]) => this.start(() => callback(...args), ms),
      setInterval: (callback: Callback, ms?: number, ...args: unknown[]) => this.start(() => callback(...args), ms, true),
      clearTimeout: (handle: unknown) => this.clear(handle),
      clearInterval: (handle: unknown) => this.clear(handle),
    };
  }

  freeze() {
    this.frozen = true;
  }

  thaw() {
    this.frozen = false;
    const due = this.overdue;
    this.overdue = [];
    for (const fire of due) fire();
  }

  /** The environment is gone: nothing fires any more. */
  clearAll() {
    for (const handle of [...this.handles.values()]) this.clear(handle);
  }

  private start(callback: () => void, ms = 1, again = false) {
    this.last += 1;
    const handle = new Handle(this.last);
    this.handles.set(handle.id, handle);
    const fire = () => {
      if (!this.handles.has(handle.id)) return;
      if (this.frozen) {
        this.overdue.push(fire);
        return;
      }
      if (again) handle.timer = this.clock.setTimeout(fire, Math.max(1, ms));
      else this.handles.delete(handle.id);
      callback();
    };
    handle.timer = this.clock.setTimeout(fire, Math.max(1, ms)); // as Node does: 0 is 1
    return handle;
  }

  private clear(handle: unknown) {
    const found = this.handles.get(Number(handle ?? NaN));
    if (!found) return;
    this.clock.clearTimeout(found.timer);
    this.handles.delete(found.id);
  }
}
