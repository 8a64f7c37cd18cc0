import { Ledger } from '../ledger';

/** A broken promise, from when it should have been kept. */
export interface Violation {
  readonly promise: string;
  readonly where: string;
  readonly what: string;
  readonly since: number;
  /** When it was first seen. */
  readonly seen: number;
  until?: number;
}

/** The violations of a round. The same promise broken at the same place is one violation for as long as it lasts. */
export class Violations {
  readonly all: Violation[] = [];
  private readonly open = new Map<string, { readonly violation: Violation; seen: number }>();

  constructor(private readonly ledger: Ledger) {}

  /** Broken now; `since` is from when on it should not have been. */
  broken(promise: string, where: string, what: string, since: number, now: number): void {
    const key = `${promise}|${where}`;
    const known = this.open.get(key);
    if (known) {
      known.seen = now;
      return;
    }
    const violation = { promise, where, what, since, seen: now };
    this.all.push(violation);
    this.open.set(key, { violation, seen: now });
    this.ledger.note(`VIOLATION of promise ${promise} at ${where}: ${what}`);
  }

  /** What was not seen broken now is over. */
  tick(now: number): void {
    for (const [key, { violation, seen }] of this.open) {
      if (seen === now) continue;
      violation.until = now;
      this.open.delete(key);
      this.ledger.note(`the violation of promise ${violation.promise} at ${violation.where} is over`);
    }
  }

  /** Nobody looks any more: what still lasts ends here. */
  close(now: number): void {
    for (const { violation } of this.open.values()) violation.until = now;
    this.open.clear();
  }
}
