import { createSocket, RemoteInfo, Socket } from 'node:dgram';
import { once } from 'node:events';
import { AddressInfo, createServer, Server } from 'node:net';
import * as dnsPacket from 'dns-packet';
import { Hosts, reply } from './answer';
import { HostedZone } from '../route53/hosted-zone';

export interface DnsServerOptions {
  readonly route53: { zones(): HostedZone[] };
  readonly hosts: Hosts;
  /** A free one when absent. */
  readonly port?: number;
}

/** The name server of all hosted zones, over UDP and TCP on one port of 127.0.0.1. */
export class DnsServer {
  static async start(options: DnsServerOptions): Promise<DnsServer> {
    for (let attempt = 1; ; attempt += 1) {
      const tcp = createServer();
      const udp = createSocket('udp4');
      try {
        await once(tcp.listen(options.port ?? 0, '127.0.0.1'), 'listening');
        const { port } = tcp.address() as AddressInfo;
        udp.bind(port, '127.0.0.1');
        await once(udp, 'listening');
        return new DnsServer(port, udp, tcp, options);
      } catch (error) {
        // a port that is free for one protocol may be taken for the other.
        tcp.close();
        if (options.port !== undefined || attempt === 10) throw error;
      }
    }
  }

  /** How many questions came. */
  queries = 0;

  private constructor(readonly port: number, private readonly udp: Socket, private readonly tcp: Server, private readonly options: DnsServerOptions) {
    udp.on('message', (message: Buffer, from: RemoteInfo) => {
      const answer = this.answer(message);
      if (answer) udp.send(dnsPacket.encode(answer), from.port, from.address);
    });
    tcp.on('connection', (socket) => {
      let received = Buffer.alloc(0);
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
          const end = 2 + received.readUInt16BE(0);
          const answer = this.answer(received.subarray(2, end));
          if (answer) socket.write(dnsPacket.streamEncode(answer));
          received = received.subarray(end);
        }
      });
    });
  }

  async close(): Promise<void> {
    await Promise.all([
      new Promise<void>((resolve) => { this.udp.close(() => resolve()); }),
      new Promise<void>((resolve) => { this.tcp.close(() => resolve()); }),
    ]);
  }

  private answer(message: Buffer): dnsPacket.Packet | undefined {
    const query = decoded(message);
    const question = query?.questions?.[0];
    if (!query || !question) return undefined;
    const { rcode, answers, authorities } = reply(this.options.route53.zones(), this.options.hosts, question, this.queries);
    this.queries += 1;
    // the code of the answer is the low four bits of the flags (RFC 1035, 4.1.1).
    const flags = (rcode === 'REFUSED' ? 0 : dnsPacket.AUTHORITATIVE_ANSWER) + { NOERROR: 0, NXDOMAIN: 3, REFUSED: 5 }[rcode];
    return { type: 'response', id: query.id, flags, questions: [question], answers, authorities };
  }
}

// what is no DNS message gets no answer.
function decoded(message: Buffer): dnsPacket.DecodedPacket | undefined {
  try {
    return dnsPacket.decode(message);
  } catch {
    return undefined;
  }
}
