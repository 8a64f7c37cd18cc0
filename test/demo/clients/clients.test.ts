import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { CountingWrites } from './counting-writes';
import { FreshReads } from './fresh-reads';
import { ClientLead, ClientRead } from './messages';
import { NameDoor } from './name-door';
import { NameProbe } from './name-probe';
import { PooledReads } from './pooled-reads';
import { RedisNodes } from '../../simulator/redis/redis-nodes';

const folder = mkdtempSync(join(tmpdir(), 'clients '));
const zone = new Map<string, string>();
let nodes: RedisNodes;

beforeAll(async () => {
  nodes = await RedisNodes.open(folder);
  for (const node of ['a', 'b']) await nodes.start(node);
});

beforeEach(() => lead('read1', 'a'));

afterAll(async () => {
  await nodes.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a read makes one connection and one GET, at the node that its name leads to', async () => {
  const before = await figuresOf('a');
  expect(await new FreshReads('read1', nodes.port, resolve, () => undefined).read()).toEqual({ at: expect.any(Number), name: 'read1', ip: ip('a'), value: 0 });
  const after = await figuresOf('a');
  expect([after.connections - before.connections, after.gets - before.gets]).toEqual([1, 1]);
});

test('reads follow a name that moves, and the kept connection does not', async () => {
  const [fresh, kept]: ClientRead[][] = [[], []];
  const reader = new FreshReads('read1', nodes.port, resolve, (read) => fresh.push(read));
  const keeper = new PooledReads('read1', nodes.port, resolve, (read) => kept.push(read));
  reader.start(100);
  await keeper.start(100);
  lead('read1', 'b');
  const before = kept.length;
  await until(() => last(fresh)?.ip === ip('b') && kept.length > before);
  await reader.stop();
  keeper.close();
  expect(last(kept)).toMatchObject({ ip: ip('a'), value: 0 });
  expect(keeper.connections).toBe(1);
});

test('a failed read is counted, with its reason, and reading goes on', async () => {
  const reads: ClientRead[] = [];
  const reader = new FreshReads('read1', nodes.port, resolve, (read) => reads.push(read));
  reader.start(100);
  zone.delete('read1');
  await until(() => last(reads)?.failure === 'ENOTFOUND');
  zone.set('read1', '127.0.0.1'); // nobody listens there
  await until(() => last(reads)?.failure === 'ECONNREFUSED');
  lead('read1', 'a');
  await until(() => last(reads)?.failure === undefined);
  await reader.stop();
});

test('the writer counts its writes, and connects anew when the primary became another node', async () => {
  lead('primary', 'a');
  const writer = new CountingWrites('primary', nodes.port, resolve);
  writer.start(100);
  await until(() => writer.writes.done > 3);
  lead('primary', 'b');
  await nodes.promote('b', ['a']);
  await until(() => writer.writes.failed > 0 && writer.connections > 1);
  const { done } = writer.writes;
  await until(() => writer.writes.done > done);
  writer.close();
  await nodes.promote('a', ['b']);
});

test('a probe tells each change of where its name leads', async () => {
  const leads: ClientLead[] = [];
  const probe = new NameProbe('read1', resolve, (change) => leads.push(change));
  probe.start();
  await until(() => leads.length === 1);
  lead('read1', 'b');
  await until(() => leads.length === 2);
  zone.delete('read1');
  await until(() => leads.length === 3);
  probe.stop();
  expect(leads.map((change) => change.ip)).toEqual([ip('a'), ip('b'), undefined]);
});

test('a door leads each new connection to where its name leads then', async () => {
  const door = new NameDoor('read1', nodes.port, resolve);
  const port = await door.open();
  const before = [await runId('a'), await runId('b')];
  expect(await throughDoor(port)).toContain(before[0]);
  lead('read1', 'b');
  expect(await throughDoor(port)).toContain(before[1]);
  door.close();
});

async function resolve(name: string): Promise<string> {
  const address = zone.get(name);
  if (!address) throw Object.assign(new Error(`no such name: ${name}`), { code: 'ENOTFOUND' });
  return address;
}

function lead(name: string, node: string): void {
  zone.set(name, ip(node));
}

function ip(node: string): string {
  return nodes.addressOf(node).ip;
}

async function figuresOf(node: string) {
  const info = await nodes.info(node);
  return { connections: Number(info!.total_connections_received), gets: Number(/calls=(\d+)/.exec(info!.cmdstat_get ?? '')?.[1] ?? 0) };
}

async function runId(node: string): Promise<string> {
  return (await nodes.info(node))!.run_id;
}

async function throughDoor(port: number): Promise<string> {
  const client = createClient({ socket: { port, host: '127.0.0.1' } });
  await client.connect();
  return client.info('server').finally(() => client.destroy());
}

function last<Item>(items: readonly Item[]): Item | undefined {
  return items[items.length - 1];
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('it did not come to that within 10 s');
    await new Promise((resume) => setTimeout(resume, 10));
  }
}
