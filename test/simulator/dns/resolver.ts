import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import * as dnsPacket from 'dns-packet';
import { Clock } from '../clock/clock';

/** What a name leads to. */
export interface Resolution {
  /** Absent when there is no such name, or it has no address. */
  readonly address?: string;
  /** The name at the end of the CNAMEs. */
  readonly canonicalName: string;
}

/**
 * A resolver as clients use it: what it was told it keeps for the TTL, and "no such name" for the TTL of the zone's SOA record.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2308 for the negative answers
 */
export class CachingResolver {
  private readonly cache = new Map<string, { readonly until: number; readonly resolution: Resolution }>();
  private sent = 0;

  constructor(private readonly clock: Clock, private readonly server: { readonly port: number }) {}

  async resolve(name: string): Promise<Resolution> {
    const kept = this.cache.get(name.toLowerCase());
    if (kept && this.clock.now() < kept.until) return kept.resolution;
    const hold = this.clock.hold();
    try {
      const response = await this.ask(name);
      const { ttl, ...resolution } = read(response, name);
      this.cache.set(name.toLowerCase(), { until: this.clock.now() + ttl * 1000, resolution });
      return resolution;
    } finally {
      hold.release();
    }
  }

  private async ask(name: string): Promise<dnsPacket.DecodedPacket> {
    const socket = createSocket('udp4');
    try {
      this.sent = (this.sent + 1) % 65_536;
      // a connected socket hears that nobody listens at the port, where it would otherwise wait for ever.
      socket.connect(this.server.port, '127.0.0.1');
      await once(socket, 'connect');
      const arrived = once(socket, 'message');
      socket.send(dnsPacket.encode({ type: 'query', id: this.sent, flags: dnsPacket.RECURSION_DESIRED, questions: [{ type: 'A', name }] }));
      const [message] = await arrived as [Buffer];
      return dnsPacket.decode(message);
    } finally {
      socket.close();
    }
  }
}

function read({ answers = [], authorities = [], ...response }: dnsPacket.DecodedPacket, name: string): Resolution & { ttl: number } {
  const { rcode } = response as unknown as { rcode: string };
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') throw new Error(`the name server does not answer for ${name}, got: ${rcode}`);
  const records = answers as dnsPacket.StringAnswer[];
  const address = records.find(({ type }) => type === 'A')?.data;
  const canonicalName = (records.filter(({ type }) => type === 'CNAME').at(-1)?.data ?? name).replace(/\.$/, '');
  const times = (address ? records : [...records, ...authorities as dnsPacket.SoaAnswer[]]).map(({ ttl }) => ttl ?? 0);
  return { ...address && { address }, canonicalName, ttl: times.length > 0 ? Math.min(...times) : 0 };
}
