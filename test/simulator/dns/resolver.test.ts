import { DnsServer } from './dns-server';
import { CachingResolver } from './resolver';
import { VirtualClock } from '../clock/virtual-clock';
import { Route53 } from '../route53/route53';

let clock: VirtualClock;
let route53: Route53;
let server: DnsServer;
let resolver: CachingResolver;

beforeEach(async () => {
  clock = new VirtualClock();
  route53 = new Route53(clock);
  route53.createHostedZone({ id: 'Z1', name: 'example.internal' });
  server = await DnsServer.start({ route53, hosts: (name) => ({ 'a.cache.amazonaws.com': '10.0.0.1', 'b.cache.amazonaws.com': '10.0.0.2' })[name] });
  resolver = new CachingResolver(clock, server);
});

afterEach(async () => server.close());

test('an answer is kept for its TTL and not longer', async () => {
  point('a');
  expect(await resolver.resolve('read1.example.internal')).toEqual({ address: '10.0.0.1', canonicalName: 'a.cache.amazonaws.com' });
  point('b');
  await clock.advance(9_999);
  expect((await resolver.resolve('READ1.example.internal')).address).toBe('10.0.0.1');
  expect(server.queries).toBe(1);
  await clock.advance(1);
  expect((await resolver.resolve('read1.example.internal')).address).toBe('10.0.0.2');
});

test('"no such name" is kept for 900 s, whatever comes meanwhile', async () => {
  expect(await resolver.resolve('read1.example.internal')).toEqual({ canonicalName: 'read1.example.internal' });
  point('a');
  await clock.advance(899_999);
  expect(await resolver.resolve('read1.example.internal')).toEqual({ canonicalName: 'read1.example.internal' });
  await clock.advance(1);
  expect((await resolver.resolve('read1.example.internal')).address).toBe('10.0.0.1');
});

test('an answer that a name server will not give is an error', async () => {
  await expect(resolver.resolve('example.org')).rejects.toThrow('the name server does not answer for example.org, got: REFUSED');
});

test('a name server that is gone is an error', async () => {
  const gone = new CachingResolver(clock, { port: await freePort() });
  await expect(gone.resolve('read1.example.internal')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

function point(node: string): void {
  route53.zone('Z1').put({ name: 'read1.example.internal', type: 'CNAME', ttl: 10, values: [`${node}.cache.amazonaws.com`] });
}

async function freePort(): Promise<number> {
  const other = await DnsServer.start({ route53, hosts: () => undefined });
  await other.close();
  return other.port;
}
