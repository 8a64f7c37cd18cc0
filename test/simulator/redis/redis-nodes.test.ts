import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, RedisClientOptions } from 'redis';
import { issue } from './certificates';
import { RedisNodes } from './redis-nodes';

let folder: string;
let nodes: RedisNodes;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redis nodes '));
  nodes = await RedisNodes.open(folder);
});

afterEach(async () => {
  await nodes.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a replica returns what was written to its primary, and refuses writes', async () => {
  await nodes.start('a');
  await nodes.start('b', 'a');
  await following('b', 'a');
  await command('a', 'SET', 'counter', '41');
  await until(async () => await command('b', 'GET', 'counter') === '41');
  await expect(command('b', 'SET', 'counter', '42')).rejects.toThrow(/^READONLY/);
});

test('all nodes have one port and an address each', async () => {
  const [a, b] = [await nodes.start('a'), await nodes.start('b', 'a')];
  expect(a.port).toBe(b.port);
  expect(a.ip).not.toBe(b.ip);
});

test('a promoted replica takes writes, and the others follow it', async () => {
  await nodes.start('a');
  await nodes.start('b', 'a');
  await nodes.start('c', 'a');
  await nodes.kill('a');
  await nodes.promote('b', ['a', 'c']);
  await command('b', 'SET', 'counter', '1');
  await following('c', 'b');
  await until(async () => await command('c', 'GET', 'counter') === '1');
});

test('a killed node refuses connections, has no INFO, and comes back under its old address as a replica', async () => {
  await nodes.start('a');
  const before = await nodes.start('b', 'a');
  await nodes.kill('b');
  await expect(command('b', 'PING')).rejects.toThrow(/ECONNREFUSED/);
  expect(await nodes.info('b')).toBeUndefined();
  expect(await nodes.start('b', 'a')).toEqual(before);
  await following('b', 'a');
});

test('only our own connection reaches a node by itself', async () => {
  await nodes.start('a');
  await nodes.info('a');
  expect((await nodes.info('a'))?.total_connections_received).toBe('1');
});

describe('with in-transit encryption', () => {
  let encrypted: RedisNodes;
  let authority: string;

  beforeEach(async () => {
    const encryption = issue(join(folder, 'authority'), 'An authority', 'testdns.v5r9dc.use1.cache.amazonaws.com');
    authority = encryption.authority;
    encrypted = await RedisNodes.open(folder, undefined, encryption);
  });

  afterEach(async () => encrypted.close());

  test('a replica follows its primary', async () => {
    await encrypted.start('a');
    await encrypted.start('b', 'a');
    await until(async () => (await encrypted.info('b'))?.master_link_status === 'up');
  });

  test('a node takes encrypted connections only, with a certificate for the hosts of its group', async () => {
    const { ip: host, port } = await encrypted.start('a');
    const trusting = { host, port, tls: true as const, ca: readFileSync(authority) };
    await expect(ping({ host, port })).rejects.toThrow();
    expect(await ping({ ...trusting, servername: 'testdns-001.testdns.v5r9dc.use1.cache.amazonaws.com' })).toBe('PONG');
    await expect(ping({ ...trusting, servername: 'read1.private.redisdub.pl' })).rejects.toThrow(/altnames/);
    await expect(ping({ host, port, tls: true })).rejects.toThrow(/self-signed/);
  });
});

async function ping(socket: RedisClientOptions['socket']): Promise<string> {
  const client = createClient({ socket: { ...socket, reconnectStrategy: false } });
  client.on('error', () => undefined);
  await client.connect();
  return client.ping().finally(() => client.destroy());
}

async function following(replica: string, primary: string): Promise<void> {
  await until(async () => {
    const info = await nodes.info(replica);
    return info?.role === 'slave' && info.master_link_status === 'up' && info.master_host === nodes.addressOf(primary).ip;
  });
}

async function command(nodeId: string, ...words: string[]): Promise<unknown> {
  const { ip, port } = nodes.addressOf(nodeId);
  const client = createClient({ socket: { host: ip, port, reconnectStrategy: false } });
  client.on('error', () => undefined);
  await client.connect();
  return client.sendCommand(words).finally(() => client.destroy());
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!await condition()) {
    if (Date.now() > deadline) throw new Error('it did not come to that within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
