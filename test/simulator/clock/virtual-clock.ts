import { Clock, Timer } from './clock';

/** How often the event loop turns before the clock believes that nobody has anything left to do. */
const QUIET_TURNS = 4;

/** Real milliseconds: whoever is at work begins or ends something, or sets a timer, more often than this. */
const STUCK_AFTER = 10_000;

interface VirtualTimer extends Timer {
  readonly callback: () => void;
}

/**
 * A clock that stands still while somebody is at work and jumps to the next timer when nobody is. Timers due at the same instant
 * fire in the order they were set.
 */
export class VirtualClock implements Clock {
  private time: number;
  private readonly timers: VirtualTimer[] = [];
  private readonly holders = new Set<Error>();
  private onRelease?: () => void;
  private activity = 0;
  private running = false;

  constructor(start: Date = new Date('2026-01-01T00:00:00Z')) {
    this.time = start.getTime();
  }

  now() {
    return this.time;
  }

  setTimeout(callback: () => void, ms: number): Timer {
    // whole milliseconds, as all clocks of AWS and of Node.js count them.
    const timer = { due: this.time + Math.ceil(Math.max(0, ms || 0)), callback };
    const later = this.timers.findIndex(({ due }) => due > timer.due);
    this.timers.splice(later < 0 ? this.timers.length : later, 0, timer);
    this.activity += 1;
    return timer;
  }

  clearTimeout(timer: Timer | undefined) {
    const index = this.timers.indexOf(timer as VirtualTimer);
    if (index >= 0) this.timers.splice(index, 1);
  }

  async sleep(ms: number) {
    return new Promise<void>((resolve) => { this.setTimeout(resolve, ms); });
  }

  hold() {
    const holder = new Error('held from here');
    this.holders.add(holder);
    this.activity += 1;
    const release = () => {
      this.holders.delete(holder);
      this.activity += 1;
      if (this.holders.size === 0) this.onRelease?.();
    };
    return { release };
  }

  /** Lets `ms` simulated milliseconds pass, with all that happens in them. */
  async advance(ms: number) {
    await this.run(this.time + ms, () => false);
  }

  /** Runs what is at work or due now until nothing is. The time stays. */
  async settle() {
    await this.advance(0);
  }

  /** Lets time pass until the condition holds, which is asked at every instant something happens. */
  async advanceUntil(condition: () => boolean | Promise<boolean>, withinMs: number) {
    if (!await this.run(this.time + withinMs, condition)) throw new Error(`waited for ${withinMs / 1000} simulated seconds in vain for: ${condition}`);
  }

  /** Lets time pass until the promise is settled, and answers with its value. */
  async during<T>(promise: Promise<T>, withinMs = 24 * 60 * 60 * 1000): Promise<T> {
    let settled = false;
    const settle = () => { settled = true; };
    promise.then(settle, settle);
    await this.advanceUntil(() => settled, withinMs);
    return promise;
  }

  private async run(end: number, condition: () => boolean | Promise<boolean>) {
    if (this.running) throw new Error('the clock is being advanced already: await the first advance');
    this.running = true;
    try {
      for (;;) {
        await this.quiet();
        if (await condition()) return true;
        const next = this.timers[0];
        if (!next || next.due > end) break;
        this.timers.shift();
        this.time = Math.max(this.time, next.due);
        next.callback();
      }
      this.time = end;
      return false;
    } finally {
      this.running = false;
    }
  }

  private async quiet() {
    for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
      const before = this.activity;
      if (this.holders.size > 0) await this.released();
      await new Promise((resolve) => setImmediate(resolve));
      if (this.activity !== before) turns = -1;
    }
  }

  private async released() {
    let watchdog: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      this.onRelease = resolve;
      let seen = this.activity;
      watchdog = setInterval(() => {
        if (this.activity === seen) reject(new Error(`somebody has held the clock for ${STUCK_AFTER / 1000} real seconds, ${this.holdersText()}`));
        seen = this.activity;
      }, STUCK_AFTER);
    }).finally(() => clearInterval(watchdog));
  }

  private holdersText() {
    return [...this.holders].map(({ stack }) => stack).join('\n');
  }
}
