import { createHash } from 'node:crypto';

export interface Entry {
  readonly at: number;
  readonly text: string;
}

/** What happened in a round, and how many faults of each kind were injected. */
export class Ledger {
  readonly entries: Entry[] = [];
  readonly faults = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  fault(kind: string, text: string): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1);
    this.note(`${kind}: ${text}`);
  }

  note(text: string): void {
    this.entries.push({ at: this.now(), text });
  }

  around(from: number, to: number): Entry[] {
    return this.sorted().filter(({ at }) => at >= from && at <= to);
  }

  /** The same for the same history: what happened at the same instant may be written down in any order. */
  fingerprint(): string {
    return createHash('sha256').update(JSON.stringify(this.sorted())).digest('hex').slice(0, 12);
  }

  private sorted(): Entry[] {
    return [...this.entries].sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1));
  }
}
