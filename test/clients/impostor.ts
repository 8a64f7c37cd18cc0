import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { AddressInfo } from 'node:net';
import { createServer, TLSSocket } from 'node:tls';
import { Identity } from '../simulator/redis/certificates';

/** A server that presents a certificate, and notes whatever a client says once it has taken it: the first thing would be the password. */
export class Impostor {
  static async at(ip: string, { certificate, key }: Identity): Promise<Impostor> {
    const impostor = new Impostor(certificate, key);
    impostor.server.listen(0, ip);
    await once(impostor.server, 'listening');
    return impostor;
  }

  /** All that clients have said. */
  heard = '';
  /** Settles once a client says something. */
  readonly firstWords: Promise<string>;
  /** How many have come, taken the certificate or not. */
  visits = 0;
  private readonly server;
  private readonly open = new Set<TLSSocket>();

  private constructor(certificate: string, key: string) {
    let hear!: (words: string) => void;
    this.firstWords = new Promise((resolve) => hear = resolve);
    this.server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (client) => {
      this.open.add(client);
      client.on('error', () => undefined);
      client.on('data', (said: Buffer) => {
        this.heard += said;
        hear(this.heard);
        client.end('-ERR heard\r\n');
      });
    });
    this.server.on('connection', () => this.visits += 1);
    this.server.on('tlsClientError', () => undefined);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    for (const client of this.open) client.destroy();
  }
}
