import { Redis } from 'ioredis';
import { authorities, checkEvery, name, port, readerEndpoint, report, serve } from './session';

const reads = new Redis({ host: name, port, tls: { servername: readerEndpoint, ca: authorities } });
reads.on('error', report);

async function leaveThePrimary() {
  if ((await reads.info('replication')).includes('role:master')) reads.disconnect(true);
}

if (checkEvery) setInterval(() => void leaveThePrimary().catch(report), checkEvery);

void serve(() => reads.info('server'));
