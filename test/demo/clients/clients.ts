import { CountingWrites } from './counting-writes';
import { FreshReads } from './fresh-reads';
import { ClientLead, ClientRead, ClientsOrder, FromClients, ToClients } from './messages';
import { NameDoor } from './name-door';
import { NameProbe } from './name-probe';
import { PooledReads } from './pooled-reads';
import { Resolve } from './resolve';

/** The clients of one world: one that reads through each name, one that keeps its connection, one that writes, a probe and a door per name. */
export class Clients {
  private reads: ClientRead[] = [];
  private pooled: ClientRead[] = [];
  private leads: ClientLead[] = [];
  private names: readonly string[] = [];
  private running = false;
  private readonly readers = new Map<string, FreshReads>();
  private readonly probes = new Map<string, NameProbe>();
  private readonly doors = new Map<string, NameDoor>();
  private readonly keeper: PooledReads;
  private readonly writer: CountingWrites;

  constructor(private readonly order: ClientsOrder, private readonly resolve: Resolve, private readonly tell: (news: FromClients) => void) {
    this.keeper = new PooledReads(order.names[0], order.nodePort, resolve, (read) => this.pooled.push(read));
    this.writer = new CountingWrites(order.primaryEndpoint, order.nodePort, resolve);
    this.writer.start(10);
    setInterval(() => this.tellNews(), 200).unref();
  }

  async receive(message: Exclude<ToClients, { kind: 'order' }>): Promise<void> {
    if (message.kind === 'names') await this.use(message.names);
    if (message.kind === 'read') await this.start();
    if (message.kind === 'rest') await this.rest();
  }

  /** A name out of use is asked for by nobody: an answer "no such name" would stay in the resolver for 15 minutes. */
  private async use(names: readonly string[]): Promise<void> {
    this.names = names;
    for (const name of names) await this.openDoor(name);
    if (this.running) await this.start();
    for (const [name, probe] of this.probes) if (!names.includes(name)) probe.stop();
    await Promise.all([...this.readers].filter(([name]) => !names.includes(name)).map(async ([, reader]) => reader.stop()));
  }

  private async start(): Promise<void> {
    if (!this.running) await this.keeper.start(this.order.readsPerSecond);
    this.running = true;
    for (const name of this.names) {
      if (!this.probes.has(name)) this.probes.set(name, new NameProbe(name, this.resolve, (lead) => this.leads.push(lead)));
      if (!this.readers.has(name)) this.readers.set(name, new FreshReads(name, this.order.nodePort, this.resolve, (read) => this.reads.push(read)));
      this.probes.get(name)!.start();
      this.readers.get(name)!.start(this.order.readsPerSecond);
    }
  }

  private async rest(): Promise<void> {
    this.running = false;
    this.keeper.stop();
    this.writer.stop();
    await Promise.all([...this.readers.values()].map(async (reader) => reader.stop()));
    this.probes.forEach((probe) => probe.stop());
    this.tellNews();
    this.tell({ kind: 'rested' });
  }

  private async openDoor(name: string): Promise<void> {
    if (this.doors.has(name)) return;
    const door = new NameDoor(name, this.order.nodePort, this.resolve);
    this.doors.set(name, door);
    this.tell({ kind: 'door', name, port: await door.open() });
  }

  private tellNews(): void {
    const { reads, pooled, leads } = this;
    this.reads = [];
    this.pooled = [];
    this.leads = [];
    this.tell({ kind: 'news', reads, pooled, leads, writes: this.writer.writes, keptConnections: this.keeper.connections + this.writer.connections });
  }
}
