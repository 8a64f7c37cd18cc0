import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ClientLead, ClientRead, ClientsOrder, FromClients, ToClients, Writes } from './messages';

/** The clients' process as the run sees it: what it was told to do, and all that it has told. */
export class ClientsOfWorld {
  static async start(order: ClientsOrder, started: (pid: number) => void): Promise<ClientsOfWorld> {
    const child = fork(join(__dirname, 'process.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    if (child.pid) started(child.pid);
    const clients = new ClientsOfWorld(child);
    const ready = clients.told('ready');
    clients.send({ kind: 'order', order });
    await ready;
    return clients;
  }

  readonly reads: ClientRead[] = [];
  readonly pooled: ClientRead[] = [];
  readonly leads: ClientLead[] = [];
  /** The local port that stands for a name. */
  readonly doors = new Map<string, number>();
  writes: Writes = { done: 0, failed: 0, last: 0 };
  keptConnections = 0;
  /** Those in use. */
  names: readonly string[] = [];
  private readonly waiting: { kind: FromClients['kind']; resolve: () => void; reject: (error: Error) => void }[] = [];

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: FromClients) => this.receive(message));
    child.once('exit', (code, signal) => this.waiting.forEach(({ reject }) => reject(new Error(`the clients' process ended, got: ${code ?? signal}`))));
  }

  use(names: readonly string[]): void {
    this.names = names;
    this.send({ kind: 'names', names });
  }

  read(): void {
    this.send({ kind: 'read' });
  }

  async rest(): Promise<void> {
    const rested = this.told('rested');
    this.send({ kind: 'rest' });
    await rested;
  }

  close(): void {
    this.child.kill('SIGKILL');
  }

  private send(message: ToClients): void {
    this.child.send(message);
  }

  private async told(kind: FromClients['kind']): Promise<void> {
    await new Promise<void>((resolve, reject) => this.waiting.push({ kind, resolve, reject }));
  }

  private receive(message: FromClients): void {
    if (message.kind === 'door') this.doors.set(message.name, message.port);
    if (message.kind === 'news') {
      this.reads.push(...message.reads);
      this.pooled.push(...message.pooled);
      this.leads.push(...message.leads);
      this.writes = message.writes;
      this.keptConnections = message.keptConnections;
    }
    for (const { resolve } of this.waiting.filter(({ kind }) => kind === message.kind)) resolve();
  }
}
