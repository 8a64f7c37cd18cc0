import { ClientRead } from './clients/messages';
import { Read, WorldRecording, ZoneChange } from './recording';
import { RunTime } from './run-time';
import { World } from './world';

/** What a world has to show for itself at the end of a run. */
export function recordWorld(world: World, time: RunTime): Omit<WorldRecording, 'benchmarks'> {
  const { clients, nodes, figures, aws, dns } = world;
  const read = ({ at, name, ip, failure }: ClientRead): Read => ({ at: time.ofWall(at), name, node: ip && nodes.nodeAt(ip), failure });
  const newestRead: Record<string, number> = {};
  for (const { name, value } of clients.reads) if (value !== undefined) newestRead[name] = Math.max(newestRead[name] ?? 0, value);
  return {
    title: world.title,
    names: [...new Set(clients.reads.map(({ name }) => name))].sort(),
    samples: [...figures.samples],
    leads: clients.leads.map(({ at, name, ip }) => ({ at: time.ofWall(at), name, node: ip && nodes.nodeAt(ip) })),
    reads: clients.reads.map(read),
    pooled: clients.pooled.map(read),
    writes: clients.writes,
    newestRead,
    keptConnections: clients.keptConnections,
    changes: zoneChanges(world, time),
    namesAtEnd: world.zone.records().filter(({ type }) => type === 'CNAME').map(({ name }) => plain(name)),
    invocations: aws.lambda.invocations.map(({ at }) => time.ofClock(at)),
    dnsQueries: dns.queries,
  };
}

function zoneChanges({ zone }: World, time: RunTime): ZoneChange[] {
  return zone.history.map(({ at, insyncAt, comment = '', changes }) => {
    const targets: Record<string, string | null> = {};
    for (const { action, record } of changes) {
      if (record.type !== 'CNAME') continue;
      if (action === 'DELETE') targets[plain(record.name)] ??= null;
      else targets[plain(record.name)] = record.values[0].split('.')[0]; // an endpoint begins with the id of its node
    }
    return { at: time.ofClock(at), answered: time.ofClock(insyncAt), comment, targets };
  });
}

function plain(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}
