/** Since when each of some conditions has held without a break. */
export class Since {
  private readonly beginnings = new Map<string, number>();

  note(condition: string, holds: boolean, now: number): void {
    if (!holds) this.beginnings.delete(condition);
    else if (!this.beginnings.has(condition)) this.beginnings.set(condition, now);
  }

  get(condition: string): number | undefined {
    return this.beginnings.get(condition);
  }

  clear(): void {
    this.beginnings.clear();
  }
}
