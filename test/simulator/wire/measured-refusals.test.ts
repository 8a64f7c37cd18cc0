import { ChangeResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { ApiServer } from './api-server';
import { VirtualClock } from '../clock/virtual-clock';
import { ElastiCache } from '../elasticache/elasticache';
import { Faults } from '../faults';
import { Iam } from '../iam/iam';
import { code, refusals, status } from '../route53/refusals-measured-on-aws.json';
import { Route53 } from '../route53/route53';

const ZONE = 'p.internal';

let server: ApiServer;
let client: Route53Client;

beforeEach(async () => {
  const clock = new VirtualClock();
  const route53 = new Route53(clock);
  const elasticache = new ElastiCache(clock, { account: '111122223333', region: 'us-east-1', publish: async () => 'delivered' });
  server = await ApiServer.start({ clock, iam: new Iam(clock), route53, faults: new Faults(), elasticache });
  route53.createHostedZone({ id: 'Z1', name: ZONE, private: true });
  client = new Route53Client({ endpoint: server.url, region: 'us-east-1', credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' }, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

test.each(refusals)('as measured on AWS, $why is refused', async ({ standing, created, message, messageBegins }) => {
  if (standing) await create(standing);
  const refusal = await create(created).catch((error: Error & { $metadata: object }) => error);
  expect(refusal).toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
  if (message === undefined) expect((refusal as Error).message).toContain(inZone(messageBegins));
  else expect((refusal as Error).message).toBe(inZone(message));
});

async function create({ name, type, value }: { name: string; type: string; value: string }) {
  const record = { Name: inZone(name), Type: type as 'A' | 'CNAME', TTL: 60, ResourceRecords: [{ Value: value }] };
  return client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: 'Z1', ChangeBatch: { Changes: [{ Action: 'CREATE', ResourceRecordSet: record }] } }));
}

function inZone(text: string): string {
  return text.replaceAll('ZONE', ZONE);
}
