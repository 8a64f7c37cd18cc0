import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleBlogFunction } from './blog-function';
import { blog } from './deploy-blog';
import { VirtualClock } from '../../simulator/clock/virtual-clock';
import { SimulatedAws } from '../../simulator/simulated-aws';
import { ACCOUNT, GROUP_ID, nameOf, REGION, ZONE_ID, ZONE_NAME } from '../world';

let folder: string;
let directory: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'blog-'));
  directory = await bundleBlogFunction(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('in a calm run the transcription of the blog\'s function makes the blog\'s table: before and after the failover at 16:00', async () => {
  const clock = new VirtualClock(new Date('2026-01-01T15:00:00Z'));
  const aws = await SimulatedAws.start({ clock, account: ACCOUNT, region: REGION });
  try {
    const zone = aws.route53.createHostedZone({ id: ZONE_ID, name: ZONE_NAME, private: true });
    await clock.during(blog(directory, { replicas: 5, ttl: 10 })({ aws, zone }));
    const group = aws.elasticache.group(GROUP_ID);
    const table = () => [group.primary.id, ...[1, 2, 3, 4, 5].map((number) => zone.find(nameOf(number), 'CNAME')?.values?.[0].split('.')[0])];
    expect(table()).toEqual(['testdns-001', 'testdns-002', 'testdns-003', 'testdns-004', 'testdns-005', 'testdns-006']);

    await clock.during(group.failover('testdns-002', { rebuild: false }));
    await clock.during(group.notify('FailoverComplete', 'testdns-001'));
    await clock.advance(60_000);

    expect(table()).toEqual(['testdns-002', 'testdns-001', 'testdns-003', 'testdns-004', 'testdns-005', 'testdns-006']);
  } finally {
    await aws.close();
  }
});
