import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EncryptedWorld } from './encrypted-world';

/** A client of the page: how its program is started. */
export interface Client {
  readonly title: string;
  readonly command: readonly string[];
}

/** What one program is told. */
export interface Told {
  /** Whose certificates are trusted. */
  readonly authority: string;
  /** With the page's setting for TLS, the host that it names; without, the client does what it does by default. */
  readonly readerEndpoint?: string;
  /** With the page's setting for connections that were kept, how soon it leaves; without, it keeps them. */
  readonly checkEveryMs?: number;
}

/** Which server answered a read, or why none did. */
export type Answer = { readonly runId: string } | { readonly error: string };

/** A client in a process of its own: a line is a read. */
export class ClientProgram {
  static start(world: EncryptedWorld, { command: [program, ...words] }: Client, told: Told): ClientProgram {
    return new ClientProgram(spawn(program, words.map((word) => word.replace('HOSTS_FILE', world.hostsFile)), {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CLIENT_NAME: world.name,
        CLIENT_PORT: `${world.nodePort}`,
        DNS_PORT: `${world.dnsPort}`,
        READER_ENDPOINT: told.readerEndpoint ?? '',
        CHECK_EVERY_MS: `${told.checkEveryMs ?? 0}`,
        NODE_EXTRA_CA_CERTS: told.authority, // Node.js
        SSL_CERT_FILE: told.authority, // Python, Go and ours for Java
      },
    }));
  }

  private readonly lines;
  private complaints = '';

  private constructor(private readonly child: ChildProcess) {
    child.stderr!.on('data', (text: Buffer) => this.complaints += text);
    this.lines = createInterface(child.stdout!)[Symbol.asyncIterator]();
  }

  async read(): Promise<Answer> {
    this.child.stdin!.write('read\n');
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`the client ended before it answered, got: ${this.complaints}`);
    return JSON.parse(value) as Answer;
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}
