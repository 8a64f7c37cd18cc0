import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VirtualClock } from '../simulator/clock/virtual-clock';
import { DnsServer } from '../simulator/dns/dns-server';
import { Route53 } from '../simulator/route53/route53';

interface Row { readonly name: string; readonly type: string; readonly ttl: number; readonly values: readonly string[] }

/**
 * The simulated name server answers for the records of the table, until standard input ends. Writes its port and the zone as a master file
 * (RFC 1035, 5), apex and all.
 */
async function serve(): Promise<void> {
  const { zone: name, records } = JSON.parse(readFileSync(join(__dirname, '..', 'truth', 'dns-zone.json'), 'utf8')) as { zone: string; records: Row[] };
  const route53 = new Route53(new VirtualClock());
  const zone = route53.createHostedZone({ id: 'Z1', name });
  for (const record of records) zone.put(record);
  const server = await DnsServer.start({ route53, hosts: () => undefined });
  const lines = zone.records().flatMap(({ name: owner, type, ttl, values }) => values.map((value) => `${owner.replace('\\052', '*')} ${ttl} IN ${type} ${absolute(type, value)}`));
  console.log(JSON.stringify({ port: server.port, zone: lines.join('\n') }));
  process.stdin.resume().once('end', () => { void server.close(); });
}

// Route 53 takes every name for a whole one; a master file does so when it ends in a dot.
function absolute(type: string, value: string): string {
  return ['CNAME', 'NS'].includes(type) && !value.endsWith('.') ? `${value}.` : value;
}

void serve();
