import { Clock } from '../clock/clock';

/** A value with all it has been, so that an answer can be as old as a story wants. */
export class History<T> {
  private readonly versions: { readonly from: number; readonly value: T }[];

  constructor(private readonly clock: Clock, first: T) {
    this.versions = [{ from: clock.now(), value: first }];
  }

  get latest(): T {
    return this.versions.at(-1)!.value;
  }

  set(value: T): void {
    this.versions.push({ from: this.clock.now(), value });
  }

  /** The value at that time, or undefined before there was any. */
  at(time: number): T | undefined {
    return this.versions.filter(({ from }) => from <= time).at(-1)?.value;
  }
}
