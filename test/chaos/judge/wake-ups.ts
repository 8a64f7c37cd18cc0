/** What a wake-up promises: a pass, and names that are right in the zone within this time, if not more than a few calls fail. */
export const PASS_MS = 5_000;
/** So many failures that cost no time leave a pass its eight attempts, and less than PASS_MS of pauses between them. */
const QUICK_FAULTS_BORNE = 3;
/** A function that hangs is ended after this, and lets its place go. */
const FUNCTION_MS = 30_000;
/** A notification asks for passes again and again, for this long. */
const SETTLE_MS = 180_000;

interface WakeUp {
  readonly at: number;
  /** Nothing grave may have happened since then. */
  readonly healthySince: number;
}

/**
 * When the passes of one reconciler are due, and which of them nothing stood in the way of. Known from what was injected, not from what the
 * reconciler did: its sweeps, and the notifications that reach it, each of which asks for passes for three minutes.
 */
export class WakeUps {
  private readonly expected: WakeUp[] = [];
  private readonly healthy: number[] = [];
  private readonly grave: number[] = [];
  private readonly quick: number[] = [];
  private nextSweep: number;

  constructor(firstSweep: number, private readonly sweepMs: number) {
    this.nextSweep = firstSweep;
  }

  notification(at: number): void {
    for (let later = 0; later <= SETTLE_MS; later += FUNCTION_MS) this.expected.push({ at: at + later, healthySince: at - FUNCTION_MS });
  }

  fault(at: number, severity: 'quick' | 'grave'): void {
    (severity === 'quick' ? this.quick : this.grave).push(at);
  }

  /** Decides about the wake-ups whose time is over. */
  settle(now: number): void {
    for (; this.nextSweep <= now; this.nextSweep += this.sweepMs) {
      this.expected.push({ at: this.nextSweep, healthySince: this.nextSweep - FUNCTION_MS });
    }
    const over = this.expected.filter(({ at }) => at + PASS_MS <= now).sort((one, other) => one.at - other.at);
    for (const wakeUp of over) {
      this.expected.splice(this.expected.indexOf(wakeUp), 1);
      if (this.wasHealthy(wakeUp)) this.healthy.push(wakeUp.at);
    }
  }

  /** The first healthy wake-up at or after this time; its pass is over. */
  firstSince(time: number): number | undefined {
    let index = this.healthy.length;
    while (index > 0 && this.healthy[index - 1] >= time) index -= 1;
    return this.healthy[index];
  }

  private wasHealthy({ at, healthySince }: WakeUp): boolean {
    const within = (fault: number) => fault >= healthySince && fault <= at + PASS_MS;
    const passing = (fault: number) => fault >= at - PASS_MS && fault <= at + PASS_MS;
    return !this.grave.some(within) && this.quick.filter(passing).length <= QUICK_FAULTS_BORNE;
  }
}
