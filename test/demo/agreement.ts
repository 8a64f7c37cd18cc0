import { WorldRecording } from './recording';

/** The same thing counted twice: by the clients and, from INFO, by the servers. */
export interface Agreement {
  readonly what: string;
  readonly clients: number;
  readonly servers: number;
  readonly agrees: boolean;
}

export function agreements(world: WorldRecording): Agreement[] {
  const good = world.reads.filter(({ failure }) => !failure);
  const pooled = world.pooled.filter(({ failure }) => !failure).length;
  const last = new Map(world.samples.map((sample) => [sample.node, sample]));
  const servers = (count: 'gets' | 'connections') => [...last.values()].reduce((sum, sample) => sum + sample[count], 0);
  return [
    agreement('reads', good.length + pooled, servers('gets')),
    agreement('connections', good.length + world.keptConnections, servers('connections')),
    ...[...last.values()].map(({ node, gets }) => agreement(
      `reads of ${node}`, [...good, ...world.pooled].filter((read) => read.node === node && !read.failure).length, gets,
    )),
  ];
}

function agreement(what: string, clients: number, servers: number): Agreement {
  return { what, clients, servers, agrees: servers > 0 ? Math.abs(clients - servers) <= Math.max(0.01 * servers, ROUNDING) : clients === 0 };
}

/** A read that was under way when its node was killed may be known to one side only. */
const ROUNDING = 3;
