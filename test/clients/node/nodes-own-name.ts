import dns from 'node:dns';
import { createClient } from 'redis';
import { authorities, checkEvery, name, port, readerEndpoint, report, serve } from './session';

const groupsDomain = readerEndpoint?.slice(readerEndpoint.indexOf('.')); // .testdns.v5r9dc.use1.cache.amazonaws.com

async function nodeOfName() {
  const [node] = await dns.promises.resolveCname(name);
  if (!node.endsWith(groupsDomain!)) throw new Error(`${name} must point to a node of ${groupsDomain}, got: ${node}`);
  return node;
}

async function connect(host: string) {
  const client = createClient({ socket: { host, port, tls: true, servername: host, ca: authorities } });
  client.on('error', report);
  return client.connect();
}

async function follow() {
  const now = await nodeOfName();
  if (now === node) return;
  const left = reads;
  reads = await connect(now);
  node = now;
  await left.close();
}

let node: string;
let reads: Awaited<ReturnType<typeof connect>>;
async function begin() {
  node = groupsDomain ? await nodeOfName() : name;
  reads = await connect(node);
}

const begun = begin();
begun.catch(() => undefined); // the first read is told
if (checkEvery) setInterval(() => void follow().catch(report), checkEvery);

void serve(async () => {
  await begun;
  return reads.info('server');
});
