import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EncryptedWorld } from './encrypted-world';

/** No folder of authorities beside the file. */
const EMPTY = '/nonexistent';

/** A client of the page: how its program is started. */
export interface Client {
  readonly title: string;
  readonly command: readonly string[];
}

/** What one program is told. */
export interface Told {
  /** The system's store: every authority whose certificates are trusted by what asks for no other. */
  readonly system: string;
  /** With the page's setting for it, the only authorities that are trusted, whatever the system's store holds. */
  readonly authorities?: string;
  /** The name that is connected to, when it is not the one that the reconciler moves. */
  readonly name?: string;
  /** The port, when it is not that of the nodes. */
  readonly port?: number;
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
        CLIENT_NAME: told.name ?? world.name,
        CLIENT_PORT: `${told.port ?? world.nodePort}`,
        DNS_PORT: `${world.dnsPort}`,
        READER_ENDPOINT: told.readerEndpoint ?? '',
        CHECK_EVERY_MS: `${told.checkEveryMs ?? 0}`,
        AUTHORITIES: told.authorities ?? '',
        // what the system's store is to one process
        NODE_EXTRA_CA_CERTS: told.system, // Node.js, beside the authorities that it comes with
        SSL_CERT_FILE: told.system, // OpenSSL (Python, PHP, Ruby) and Go, in place of the system's; for Java the programs make its trust store of it
        SSL_CERT_DIR: EMPTY,
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
