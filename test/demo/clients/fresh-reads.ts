import { createClient } from 'redis';
import { ClientRead } from './messages';
import { lookupThrough, Resolve } from './resolve';

export const COUNTER = 'counter';

/** No more than this many reads of one name wait for their answers at once. */
const MOST_WAITING = 20;

/** A client as in the blog: it reads from one name at a steady pace and makes a new connection for each read. A failed read is not repeated. */
export class FreshReads {
  private readonly waiting = new Set<Promise<void>>();
  private timer?: NodeJS.Timeout;
  /** Never connected: createClient() makes a class for each set of options, which takes long; a duplicate does not. */
  private readonly model = createClient({ RESP: 2, disableClientInfo: true });

  constructor(
    private readonly name: string,
    private readonly port: number,
    private readonly resolve: Resolve,
    private readonly report: (read: ClientRead) => void,
  ) {}

  start(perSecond: number): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      if (this.waiting.size >= MOST_WAITING) return;
      const read = this.read().then((result) => {
        this.waiting.delete(read);
        this.report(result);
      });
      this.waiting.add(read);
    }, 1000 / perSecond);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.waiting);
  }

  async read(): Promise<ClientRead> {
    let ip: string | undefined;
    const client = this.model.duplicate({
      socket: {
        host: this.name,
        port: this.port,
        lookup: lookupThrough(this.resolve, (resolved) => ip = resolved),
        reconnectStrategy: false,
        connectTimeout: 3000,
      },
    });
    client.on('error', () => undefined); // connect() and get() reject with it
    try {
      await client.connect();
      const value = Number(await client.get(COUNTER));
      return { at: Date.now(), name: this.name, ip, value };
    } catch (error) {
      return { at: Date.now(), name: this.name, ip, failure: codeOf(error) };
    } finally {
      if (client.isOpen) client.destroy();
    }
  }
}

/** ECONNREFUSED, ENOTFOUND, READONLY ... */
export function codeOf(error: unknown): string {
  const { code, message, name } = error as NodeJS.ErrnoException;
  return code ?? /^[A-Z]+(?= )/.exec(message)?.[0] ?? name;
}
