import { PASS_MS, WakeUps } from './wake-ups';

/** How long a client and the judge may miss what happens between two looks. */
export const LOOK_MS = 100;
/** Passes that agree on fewer names are a minute apart; claims count whole seconds. */
const SECOND_THOUGHT_MS = 61_000;

/**
 * When a client must see right what the answers have shown wrong, without a break, since some time: a promise is due when a pass was. That is the
 * first wake-up since then that no grave fault stood in the way of, and the seconds that the pass, Route 53's servers and the client's cache may take.
 */
export class Due {
  constructor(private wakeUps: WakeUps, private readonly propagationAt: (time: number) => number, private ttl: number) {}

  /** From now on another reconciler serves the claim. */
  servedBy(wakeUps: WakeUps): void {
    this.wakeUps = wakeUps;
  }

  /** Clients may keep what they were told while the ttl was another. */
  keptFor(ttl: number): void {
    this.ttl = Math.max(this.ttl, ttl);
  }

  /** Undefined while no pass was due. */
  at(since: number | undefined): number | undefined {
    const wakeUp = since === undefined ? undefined : this.wakeUps.firstSince(since);
    return wakeUp === undefined ? undefined : this.seenBy(wakeUp);
  }

  isOver(since: number | undefined, now: number): boolean {
    const due = this.at(since);
    return due !== undefined && now > due;
  }

  /** As `at`, for what is done only when two passes agree. */
  onSecondThought(since: number | undefined): number | undefined {
    const first = this.passedBy(since);
    return first === undefined ? undefined : this.at(first + SECOND_THOUGHT_MS);
  }

  /** When a pass has certainly seen what the answers showed at this time. */
  passedBy(time: number | undefined): number | undefined {
    const wakeUp = time === undefined ? undefined : this.wakeUps.firstSince(time);
    return wakeUp === undefined ? undefined : wakeUp + PASS_MS;
  }

  /** Whether clients see by now what has been in the zone since then. */
  isSeen(since: number | undefined, now: number): boolean {
    return since !== undefined && now > this.answeredBy(since);
  }

  private seenBy(wakeUp: number): number {
    return this.answeredBy(wakeUp + PASS_MS);
  }

  private answeredBy(written: number): number {
    return written + (this.propagationAt(written) + this.ttl) * 1000 + LOOK_MS;
  }
}
