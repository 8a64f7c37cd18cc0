import { WriteStream } from 'node:tty';

/** Tells how the run goes: lines that stay, and on a terminal a few lines at the bottom that are written anew. */
export class Progress {
  private shown = 0;
  private lastPlain = -Infinity;

  constructor(private readonly out: NodeJS.WriteStream = process.stdout) {}

  say(line: string): void {
    this.wipe();
    this.out.write(`${line}\n`);
  }

  /** On a terminal each status replaces the one before; elsewhere one in five seconds is written. */
  status(lines: readonly string[]): void {
    if (this.out.isTTY) {
      this.wipe();
      const width = (this.out as WriteStream).columns ?? 80;
      this.out.write(lines.map((line) => `${line.slice(0, width - 1)}\n`).join(''));
      this.shown = lines.length;
    } else if (Date.now() - this.lastPlain >= 5000) {
      this.lastPlain = Date.now();
      this.out.write(lines.map((line) => `${line}\n`).join(''));
    }
  }

  private wipe(): void {
    if (this.shown > 0) this.out.write(`\u001b[${this.shown}A\u001b[J`);
    this.shown = 0;
  }
}
