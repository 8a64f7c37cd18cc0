import { Clock } from '../clock/clock';

/** How notifications travel: SNS promises to deliver at least once, in any order. */
export class Delivery {
  delayMs = 0;
  /** Every notification takes up to ten seconds more, so that they overtake one another. */
  shuffle = false;
  private lost = 0;
  private repeated = 0;
  private seed = 1;

  constructor(private readonly clock: Clock) {}

  /** When a notification arrives at an endpoint, in milliseconds from now: never, once or several times. A story may decide it itself. */
  arrivals: (endpoint: string) => readonly number[] = () => this.byTheFields();

  /** The next `n` notifications are lost. */
  drop(n: number) {
    this.lost += n;
  }

  /** The next notification arrives `n` times more, a second apart. */
  repeat(n: number) {
    this.repeated += n;
  }

  deliver(arrive: () => void, endpoint: string) {
    for (const ms of this.arrivals(endpoint)) this.clock.setTimeout(arrive, ms);
  }

  private byTheFields(): readonly number[] {
    if (this.lost > 0) {
      this.lost -= 1;
      return [];
    }
    const times = 1 + this.repeated;
    this.repeated = 0;
    const delay = this.delayMs + (this.shuffle ? this.random() * 10_000 : 0);
    return Array.from({ length: times }, (_, index) => delay + index * 1000);
  }

  // the same at every run (Lehmer's generator).
  private random() {
    this.seed = (this.seed * 48271) % 2147483647;
    return this.seed / 2147483647;
  }
}
