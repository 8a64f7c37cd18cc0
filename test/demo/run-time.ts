import { Clock } from '../simulator/clock/clock';

/** The time of a run: simulated seconds since the clients began to read. */
export class RunTime {
  private zero: number;
  private wallZero: number;

  constructor(private readonly clock: Clock, private readonly scale: number) {
    this.zero = clock.now();
    this.wallZero = Date.now();
  }

  begin(): void {
    this.zero = this.clock.now();
    this.wallZero = Date.now();
  }

  readonly at = (): number => this.ofClock(this.clock.now());

  /** Of an instant of the simulated world. */
  ofClock(milliseconds: number): number {
    return (milliseconds - this.zero) / 1000;
  }

  /** Of an instant that another process saw on the clock on the wall. */
  ofWall(milliseconds: number): number {
    return (milliseconds - this.wallZero) * this.scale / 1000;
  }

  async until(at: number): Promise<void> {
    await this.clock.sleep(Math.max(0, (at - this.at()) * 1000));
  }
}
