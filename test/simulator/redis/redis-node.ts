import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createClient } from 'redis';

/** Where a node listens. */
export interface Address {
  readonly ip: string;
  readonly port: number;
}

/** With in-transit encryption: the files that each node presents itself with, and a name that its certificate is for. */
export interface TransitEncryption {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly name: string;
}

/** One `redis-server` process, and one connection of ours to it: its orders and its INFO take no second one. */
export class RedisNode {
  static async start(address: Address, folder: string, primary?: Address, encryption?: TransitEncryption): Promise<RedisNode> {
    await mkdir(folder, { recursive: true });
    const server = spawn('redis-server', [
      ...option('bind', address.ip), ...portOptions(address, encryption), ...option('dir', folder),
      ...option('save', ''), ...option('daemonize', 'no'), ...option('protected-mode', 'no'),
      // ElastiCache's replicas are read-only; a full copy starts at once instead of waiting five seconds for a second replica.
      ...option('replica-read-only', 'yes'), ...option('repl-diskless-sync', 'yes'), ...option('repl-diskless-sync-delay', '0'),
      ...(primary ? ['--replicaof', primary.ip, `${primary.port}`] : []),
    ], { stdio: ['ignore', 'pipe', 'pipe'] });
    await readiness(server, address);
    const control = controlOf(address, encryption);
    control.on('error', () => undefined); // the process was killed: whoever asks next is told by the rejected command
    await control.connect();
    return new RedisNode(address, server, control);
  }

  private killed = false;

  private constructor(
    readonly address: Address,
    private readonly server: ChildProcess,
    private readonly control: ReturnType<typeof controlOf>,
  ) {}

  get pid(): number {
    return this.server.pid!;
  }

  get alive(): boolean {
    return !this.killed && this.server.exitCode === null && this.server.signalCode === null;
  }

  /** What the server says of itself: the lines of INFO by their names. */
  async info(): Promise<Record<string, string>> {
    const text = await this.control.sendCommand<string>(['INFO', 'all']); // 'all', since Redis 6 takes one section only
    return Object.fromEntries(`${text}`.split('\r\n').filter((line) => line.includes(':')).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1)];
    }));
  }

  async becomePrimary(): Promise<void> {
    await this.control.sendCommand(['REPLICAOF', 'NO', 'ONE']);
  }

  async follow(primary: Address): Promise<void> {
    await this.control.sendCommand(['REPLICAOF', primary.ip, `${primary.port}`]);
  }

  async kill(): Promise<void> {
    if (this.alive) {
      const exit = once(this.server, 'exit');
      this.killed = true; // its connections may end before its exit is told
      this.server.kill('SIGKILL');
      await exit;
    }
    if (this.control.isOpen) this.control.destroy();
  }
}

function controlOf({ ip, port }: Address, encryption?: TransitEncryption) {
  const tls = encryption ? { tls: true as const, ca: readFileSync(encryption.authority), servername: encryption.name } : { tls: false as const };
  return createClient({ RESP: 2, disableClientInfo: true, socket: { host: ip, port, reconnectStrategy: false, ...tls } });
}

/** One port, as at ElastiCache: either all connections are encrypted, those of the replicas to their primary too, or none is. */
function portOptions({ port }: Address, encryption?: TransitEncryption): string[] {
  if (!encryption) return option('port', `${port}`);
  return [
    ...option('port', '0'), ...option('tls-port', `${port}`), ...option('tls-replication', 'yes'), ...option('tls-auth-clients', 'no'),
    ...option('tls-ca-cert-file', encryption.authority), ...option('tls-cert-file', encryption.certificate), ...option('tls-key-file', encryption.key),
  ];
}

function option(name: string, value: string): string[] {
  return [`--${name}`, value];
}

async function readiness(server: ChildProcess, { ip, port }: Address): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Ready to accept connections')) resolve();
    };
    server.stdout!.on('data', read);
    server.stderr!.on('data', read);
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`redis-server at ${ip}:${port} ended before it was ready, got: ${output.trim()}`)));
  });
}
