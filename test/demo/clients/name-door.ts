import { connect, createServer, Server, Socket } from 'node:net';
import { Resolve } from './resolve';

/**
 * A local port that stands for a name: each connection to it resolves the name anew and goes on to where it leads. For programs that can't be told
 * which DNS server to ask, such as redis-benchmark and redis-cli.
 */
export class NameDoor {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(private readonly name: string, private readonly nodePort: number, private readonly resolve: Resolve) {
    this.server = createServer((socket) => void this.enter(socket));
  }

  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as { port: number }).port;
  }

  close(): void {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
  }

  private async enter(inside: Socket): Promise<void> {
    this.keep(inside);
    try {
      const outside = connect({ host: await this.resolve(this.name), port: this.nodePort });
      this.keep(outside);
      inside.pipe(outside).pipe(inside);
      inside.once('close', () => outside.destroy());
      outside.once('close', () => inside.destroy());
    } catch {
      inside.destroy(); // the name leads nowhere
    }
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.sockets.delete(socket));
  }
}
