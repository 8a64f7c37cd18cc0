import { createSocket } from 'node:dgram';
import { decode, encode } from 'dns-packet';

/** The target of a CNAME as the DNS server on this port answers it, over UDP; undefined where there is no such name. */
export async function dig(port: number, name: string): Promise<string | undefined> {
  const socket = createSocket('udp4');
  try {
    const answer = await new Promise<Buffer>((resolve, reject) => {
      socket.once('message', resolve).once('error', reject);
      socket.send(encode({ type: 'query', id: 1, questions: [{ type: 'CNAME', name }] }), port, '127.0.0.1');
    });
    const cname = decode(answer).answers?.find(({ type }) => type === 'CNAME');
    return cname && 'data' in cname ? String(cname.data).toLowerCase() : undefined;
  } finally {
    socket.close();
  }
}
