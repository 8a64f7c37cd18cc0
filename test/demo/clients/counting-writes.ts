import { createClient } from 'redis';
import { COUNTER } from './fresh-reads';
import { Writes } from './messages';
import { lookupThrough, Resolve } from './resolve';

/** Writes a counter through the primary endpoint; connects anew when a write fails, since the primary may be another node by then. */
export class CountingWrites {
  readonly writes: Writes = { done: 0, failed: 0, last: 0 };
  connections = 0;
  private readonly model = createClient({ RESP: 2, disableClientInfo: true });
  private client?: typeof this.model;
  private timer?: NodeJS.Timeout;
  private writing = false;

  constructor(private readonly endpoint: string, private readonly port: number, private readonly resolve: Resolve) {}

  start(perSecond: number): void {
    this.timer = setInterval(() => {
      if (this.writing) return;
      this.writing = true;
      void this.write().finally(() => this.writing = false);
    }, 1000 / perSecond);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  close(): void {
    this.stop();
    if (this.client?.isOpen) this.client.destroy();
  }

  private async write(): Promise<void> {
    try {
      this.client ??= await this.connect();
      this.writes.last = await this.client.incr(COUNTER);
      this.writes.done++;
    } catch {
      this.writes.failed++;
      if (this.client?.isOpen) this.client.destroy();
      this.client = undefined;
    }
  }

  private async connect() {
    const client = this.model.duplicate({
      socket: { host: this.endpoint, port: this.port, lookup: lookupThrough(this.resolve), reconnectStrategy: false, connectTimeout: 1000 },
    });
    client.on('error', () => undefined); // the write tells
    await client.connect();
    this.connections++;
    return client;
  }
}
