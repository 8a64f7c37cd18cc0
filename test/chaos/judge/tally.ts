/** A time in which a name led, for a client, to a node that the answers showed not to serve, while another did. */
export interface Wrong {
  readonly name: string;
  readonly ms: number;
  /** As long as it was allowed to be; undefined when it was right before any wake-up had gone undisturbed. */
  readonly allowedMs?: number;
}

/** The figures of a round. */
export class Tally {
  reads = 0;
  failedReads = 0;
  primaryReads = 0;
  moves = 0;
  readonly wrongs: Wrong[] = [];
  private readonly wrong = new Map<string, { readonly since: number; readonly target: string; deadline?: number }>();

  /** What the name led to now; `unfit` is since when that is wrong, `deadline` when it must be right. */
  leads(name: string, target: string, unfit: number | undefined, deadline: number | undefined, now: number): void {
    const open = this.wrong.get(name);
    if (open && target !== open.target) {
      this.wrongs.push({ name, ms: now - open.since, allowedMs: open.deadline === undefined ? undefined : open.deadline - open.since });
    }
    if (unfit === undefined) this.wrong.delete(name);
    else this.wrong.set(name, { since: unfit, target, deadline });
  }

  /** Whether the name is right can't be told now. */
  forget(name: string): void {
    this.wrong.delete(name);
  }
}
