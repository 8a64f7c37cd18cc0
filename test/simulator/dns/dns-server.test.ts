import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import * as dnsPacket from 'dns-packet';
import { DnsServer } from './dns-server';
import { VirtualClock } from '../clock/virtual-clock';
import { Route53 } from '../route53/route53';

let clock: VirtualClock;
let route53: Route53;
let server: DnsServer;
let client: Resolver;

beforeEach(async () => {
  clock = new VirtualClock();
  route53 = new Route53(clock, { propagationSeconds: 30 });
  route53.createHostedZone({ id: 'Z1', name: 'example.internal' });
  server = await DnsServer.start({ route53, hosts: (name) => ({ 'a.cache.amazonaws.com': '10.0.0.1', 'b.cache.amazonaws.com': '10.0.0.2' })[name] });
  client = new Resolver();
  client.setServers([`127.0.0.1:${server.port}`]);
});

afterEach(async () => server.close());

test('a CNAME is followed to the address of the node', async () => {
  await given({ name: 'read1.example.internal', type: 'CNAME', ttl: 10, values: ['a.cache.amazonaws.com'] });
  expect(await client.resolve4('read1.example.internal', { ttl: true })).toEqual([{ address: '10.0.0.1', ttl: expect.any(Number) }]);
  expect(await client.resolveCname('READ1.example.internal')).toEqual(['a.cache.amazonaws.com']);
  expect(server.queries).toBe(2);
});

test('a change is answered only when it has propagated', async () => {
  route53.zone('Z1').put({ name: 'read1.example.internal', type: 'CNAME', ttl: 10, values: ['a.cache.amazonaws.com'] });
  await clock.advance(29_999);
  await expect(client.resolve4('read1.example.internal')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await clock.advance(1);
  expect(await client.resolve4('read1.example.internal')).toEqual(['10.0.0.1']);
});

test('two changes under way at once propagate one after the other', async () => {
  const zone = route53.zone('Z1');
  zone.put({ name: 'read1.example.internal', type: 'CNAME', ttl: 10, values: ['a.cache.amazonaws.com'] });
  await clock.advance(10_000);
  zone.put({ name: 'read1.example.internal', type: 'CNAME', ttl: 10, values: ['b.cache.amazonaws.com'] });
  await clock.advance(20_000);
  expect(await client.resolve4('read1.example.internal')).toEqual(['10.0.0.1']);
  await clock.advance(10_000);
  expect(await client.resolve4('read1.example.internal')).toEqual(['10.0.0.2']);
});

test('there is no such name, says the zone with its SOA record and 900 s to remember it', async () => {
  const { answers, authorities, rcode } = await askOverTcp('read1.example.internal', 'A');
  expect({ answers, rcode }).toEqual({ answers: [], rcode: 'NXDOMAIN' });
  expect(authorities).toMatchObject([{ type: 'SOA', name: 'example.internal', ttl: 900, data: { minimum: 86_400 } }]);
});

test('a name without a record of the type exists all the same', async () => {
  await given({ name: 'a.b.example.internal', type: 'TXT', ttl: 60, values: ['"x"'] });
  expect((await askOverTcp('a.b.example.internal', 'A')).rcode).toBe('NOERROR');
  expect((await askOverTcp('b.example.internal', 'A')).rcode).toBe('NOERROR');
});

test('texts are answered without quotation marks and escapes', async () => {
  await given({ name: 'claim.example.internal', type: 'TXT', ttl: 60, values: ['"a \\"b\\" \\052" "c"'] });
  expect(await client.resolveTxt('claim.example.internal')).toEqual([['a "b" *', 'c']]);
});

test('a wildcard stands in for names that do not exist, and for no others', async () => {
  await given({ name: '*.example.internal', type: 'A', ttl: 60, values: ['10.0.0.9'] });
  await given({ name: 'here.example.internal', type: 'TXT', ttl: 60, values: ['"x"'] });
  expect(await client.resolve4('anything.example.internal')).toEqual(['10.0.0.9']);
  await expect(client.resolve4('here.example.internal')).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(client.resolve4('under.here.example.internal')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('weighted records are answered as often as they weigh', async () => {
  for (const [setIdentifier, weight] of [['a', 3], ['b', 1]] as const) {
    await given({ name: 'any.example.internal', type: 'CNAME', ttl: 10, values: [`${setIdentifier}.cache.amazonaws.com`], setIdentifier, weight });
  }
  const seen = [];
  for (let turn = 0; turn < 8; turn += 1) seen.push(...await client.resolve4('any.example.internal'));
  expect(seen.filter((address) => address === '10.0.0.1')).toHaveLength(6);
});

test('the most specific zone answers, even when it lacks the record', async () => {
  route53.createHostedZone({ name: 'sub.example.internal' });
  await given({ name: 'x.sub.example.internal', type: 'A', ttl: 60, values: ['10.0.0.9'] });
  await expect(client.resolve4('x.sub.example.internal')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('names of others are refused', async () => {
  expect((await askOverTcp('example.org', 'A')).rcode).toBe('REFUSED');
});

async function given(record: Parameters<ReturnType<Route53['zone']>['put']>[0]): Promise<void> {
  route53.zone('Z1').put(record);
  await clock.advance(30_000);
}

async function askOverTcp(name: string, type: dnsPacket.RecordType): Promise<dnsPacket.DecodedPacket & { rcode: string }> {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(dnsPacket.streamEncode({ type: 'query', id: 7, questions: [{ type, name }] }));
  const message = await new Promise<Buffer>((resolve) => { socket.once('data', resolve); });
  socket.destroy();
  return dnsPacket.streamDecode(message) as dnsPacket.DecodedPacket & { rcode: string };
}
