import { Clock, Timer } from './clock';

interface ScaledTimer extends Timer {
  handle?: NodeJS.Timeout;
}

/** Real time, `scale` times as fast: for looking on. Nothing can hold it. */
export class ScaledClock implements Clock {
  private readonly started = performance.now();
  private readonly timers = new Set<ScaledTimer>();
  private stopped = false;

  constructor(private readonly scale: number, private readonly start: Date = new Date()) {
    if (!(scale > 0)) throw new Error(`the scale of a clock must be more than 0, got: ${scale}`);
  }

  now() {
    return Math.floor(this.start.getTime() + (performance.now() - this.started) * this.scale);
  }

  setTimeout(callback: () => void, ms: number): Timer {
    const timer: ScaledTimer = { due: this.now() + ms };
    // a timer of Node.js may fire a millisecond early, which is seconds here.
    const arm = () => { timer.handle = setTimeout(fire, (timer.due - this.now()) / this.scale); };
    const fire = () => {
      if (this.now() < timer.due) return arm();
      this.timers.delete(timer);
      if (!this.stopped) callback();
    };
    arm();
    this.timers.add(timer);
    return timer;
  }

  clearTimeout(timer: Timer | undefined) {
    if (!timer) return;
    clearTimeout((timer as ScaledTimer).handle);
    this.timers.delete(timer as ScaledTimer);
  }

  async sleep(ms: number) {
    return new Promise<void>((resolve) => { this.setTimeout(resolve, ms); });
  }

  hold() {
    return { release: () => {} };
  }

  /** Who sleeps now, or goes to sleep later, sleeps for ever. */
  stop() {
    this.stopped = true;
    for (const timer of [...this.timers]) this.clearTimeout(timer);
  }
}
