import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { NodeEvent, ServerFigures } from './server-figures';
import { RedisNodes } from '../simulator/redis/redis-nodes';

const events: NodeEvent[] = [];
let folder: string;
let nodes: RedisNodes;
let figures: ServerFigures;
let now = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'figures '));
  nodes = await RedisNodes.open(folder);
  figures = new ServerFigures(nodes, () => now++, (event) => events.push(event));
  events.length = 0;
});

afterEach(async () => {
  figures.stop();
  await nodes.close();
  rmSync(folder, { recursive: true, force: true });
});

test('connections of replicas and of the figures themselves are not counted, those of clients are', async () => {
  await figures.start('a');
  await figures.start('b', 'a');
  await linked('b');
  await get('a');
  await get('b');
  await figures.sampleAll();
  expect(figures.counts()).toEqual({ a: { gets: 1, connections: 1 }, b: { gets: 1, connections: 1 } });
});

test('counts go on when a node is rebuilt, and the last ones before a kill are not lost', async () => {
  await figures.start('a');
  await figures.start('b', 'a');
  await get('b');
  await figures.kill('b');
  await figures.start('b', 'a');
  await get('b');
  await figures.sampleAll();
  expect(figures.counts().b).toEqual({ gets: 2, connections: 2 });
});

test('a node that dies, is promoted or comes back is written down at that moment, in its own words', async () => {
  await figures.start('a');
  await figures.start('b', 'a');
  await linked('b');
  await figures.kill('a');
  await figures.promote('b', []);
  await figures.start('a', 'b');
  await linked('a');
  await figures.sampleAll();
  expect([statesOf('a'), statesOf('b')]).toEqual([['primary', 'dead', 'replica'], ['replica', 'primary']]);
});

test('what becomes of a node is told', async () => {
  await figures.start('a');
  await figures.remove('a');
  expect(events).toEqual([{ kind: 'started', node: 'a' }, { kind: 'removed', node: 'a' }]);
});

/** Without repetitions, and without the moments in which a replica waits for its link. */
function statesOf(node: string): string[] {
  const states = figures.samples.filter((sample) => sample.node === node).map(({ state }) => state).filter((state) => state !== 'unlinked');
  return states.filter((state, index) => state !== states[index - 1]);
}

async function get(node: string): Promise<void> {
  const { ip, port } = nodes.addressOf(node);
  const client = createClient({ RESP: 2, disableClientInfo: true, socket: { host: ip, port } });
  await client.connect();
  await client.get('counter');
  client.destroy();
}

async function linked(node: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await nodes.info(node))?.master_link_status !== 'up') {
    if (Date.now() > deadline) throw new Error(`${node} was not linked to its primary within 10 s`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
  await figures.sampleAll();
}
