/** Decides at each fork of a run, the first way first, and so leads through all runs one after the other. */
export class Choices {
  private readonly path: { taken: number; readonly ways: number }[] = [];
  private at = 0;

  /** One of the ways; the first is the undisturbed one. */
  oneOf<Way>(...ways: readonly Way[]): Way {
    if (this.at === this.path.length) this.path.push({ taken: 0, ways: ways.length });
    const fork = this.path[this.at];
    this.at += 1;
    return ways[fork.taken];
  }

  /** Turns to the next run; false after the last. */
  next(): boolean {
    this.at = 0;
    for (let fork = this.path.at(-1); fork !== undefined; fork = this.path.at(-1)) {
      fork.taken += 1;
      if (fork.taken < fork.ways) return true;
      this.path.pop();
    }
    return false;
  }
}
