import { HostedZone } from '../simulator/route53/hosted-zone';

/** Those of the names that the zone was without at any time since its n-th change batch. */
export function missed(zone: HostedZone, names: readonly string[], since: number): string[] {
  const present = new Set<string>();
  const gone = new Set<string>();
  zone.history.forEach(({ changes }, index) => {
    for (const { action, record } of changes) {
      if (action === 'DELETE') present.delete(plain(record.name));
      else present.add(plain(record.name));
    }
    if (index >= since) for (const name of names) if (!present.has(plain(name))) gone.add(name);
  });
  return [...gone];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
