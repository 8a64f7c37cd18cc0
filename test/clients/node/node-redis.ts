import { createClient } from 'redis';
import { authorities, checkEvery, name, port, readerEndpoint, report, serve } from './session';

async function connect() {
  const client = createClient({ socket: { host: name, port, tls: true, servername: readerEndpoint, ca: authorities } });
  client.on('error', report);
  return client.connect();
}

async function leaveThePrimary() {
  if (!(await reads.info('replication')).includes('role:master')) return;
  const left = reads;
  reads = await connect();
  await left.close();
}

let reads: Awaited<ReturnType<typeof connect>>;
const connected = connect().then((client) => {
  reads = client;
  if (checkEvery) setInterval(() => void leaveThePrimary().catch(report), checkEvery);
});

void serve(async () => {
  await connected;
  return reads.info('server');
});
