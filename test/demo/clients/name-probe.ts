import { ClientLead } from './messages';
import { Resolve } from './resolve';

/** Asks the resolver ten times a second where a name leads, and reports each change. */
export class NameProbe {
  private timer?: NodeJS.Timeout;
  private last: string | undefined | null = null; // null: nothing was reported yet

  constructor(private readonly name: string, private readonly resolve: Resolve, private readonly report: (lead: ClientLead) => void) {}

  start(): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => void this.ask(), 100);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async ask(): Promise<void> {
    const ip = await this.resolve(this.name).catch(() => undefined);
    if (ip === this.last) return;
    this.last = ip;
    this.report({ at: Date.now(), name: this.name, ip });
  }
}
