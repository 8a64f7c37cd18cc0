/** A timer of a clock. */
export interface Timer {
  readonly due: number;
}

/** The time of the simulated world. Nothing in the simulator, and no function it runs, looks at any other. */
export interface Clock {
  /** Simulated milliseconds since the epoch. */
  now(): number;
  /** `ms` are simulated milliseconds. */
  setTimeout(callback: () => void, ms: number): Timer;
  clearTimeout(timer: Timer | undefined): void;
  sleep(ms: number): Promise<void>;
  /** Somebody is at work that takes no simulated time: a clock that jumps must not jump until `release` is called. */
  hold(): { release(): void };
}
