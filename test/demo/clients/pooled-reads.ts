import { createClient } from 'redis';
import { codeOf, COUNTER } from './fresh-reads';
import { ClientRead } from './messages';
import { lookupThrough, Resolve } from './resolve';

/** A client that keeps its connection, as connection pools do: a name that moves does not move it, only a lost connection does. */
export class PooledReads {
  /** How many it has made. */
  connections = 0;
  private ip?: string;
  private timer?: NodeJS.Timeout;
  private readonly client;

  constructor(private readonly name: string, port: number, resolve: Resolve, private readonly report: (read: ClientRead) => void) {
    this.client = createClient({
      RESP: 2,
      disableClientInfo: true,
      disableOfflineQueue: true, // a read without a connection fails at once instead of waiting for one
      socket: { host: name, port, lookup: lookupThrough(resolve, (ip) => this.ip = ip), reconnectStrategy: () => 200, connectTimeout: 1000 },
    });
    this.client.on('error', () => undefined); // each read tells
    this.client.on('connect', () => this.connections++);
  }

  async start(perSecond: number): Promise<void> {
    if (!this.client.isOpen) await this.client.connect();
    clearInterval(this.timer);
    this.timer = setInterval(() => void this.read().then(this.report), 1000 / perSecond);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  close(): void {
    this.stop();
    if (this.client.isOpen) this.client.destroy();
  }

  private async read(): Promise<ClientRead> {
    try {
      const value = Number(await this.client.get(COUNTER));
      return { at: Date.now(), name: this.name, ip: this.ip, value };
    } catch (error) {
      return { at: Date.now(), name: this.name, ip: this.ip, failure: codeOf(error) };
    }
  }
}
