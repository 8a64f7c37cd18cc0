import { Route53Client } from '@aws-sdk/client-route-53';
import { HostedZone } from '../../../src/reconciler/aws/hosted-zone';
import { VirtualClock } from '../../simulator/clock/virtual-clock';
import { NameOrder } from '../../simulator/route53/record-order';
import { SimulatedAws } from '../../simulator/simulated-aws';

/** The claim stands alone; names of the zone lie around a wildcard, an escape, hyphens and digits. */
const CLAIM = 'read.1a.eu._replica-endpoint-dns.zone';
const STANDING = [
  'app.zone', '*.eu.zone', 'read1.1a.eu.zone', 'read2.1a.eu.zone', '1-a.eu.zone', '-a.eu.zone', '\\100.eu.zone', '_x.eu.zone', 'a.eu.zone', '*.1a.eu.zone', 'www.zone',
];
const NEEDED = [
  'read1.1a.eu.zone', 'read2.1a.eu.zone', 'read3.1a.eu.zone', '1-a.eu.zone', '-a.eu.zone', '_x.eu.zone', 'a.eu.zone', 'www.zone', 'zzz.zone',
];

let aws: SimulatedAws;
let client: Route53Client;
let zone: HostedZone;

beforeEach(async () => {
  aws = await SimulatedAws.start({ clock: new VirtualClock(), route53: { burst: 10_000 } });
  aws.route53.createHostedZone({ id: 'Z1', name: 'zone' });
  client = new Route53Client({ endpoint: aws.api.url, region: 'us-east-1', credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' }, maxAttempts: 1 });
  zone = new HostedZone(client, 'Z1', 'zone', async () => undefined);
  put({ name: CLAIM, type: 'TXT', values: ['"v=1"'] });
});

afterEach(async () => {
  client.destroy();
  await aws.close();
});

describe.each<NameOrder>(['characters', 'escapes'])('in a zone whose names are ordered by their %s', (order) => {
  beforeEach(() => { aws.route53.listing.order = order; });

  test.each([1, 2, 3, 4, 5, 6, 7, 300])('every name is found, and none that is not there, with pages of %i', async (pageSize) => {
    aws.route53.listing.pageSize = pageSize;
    for (const name of STANDING) put({ name, type: 'CNAME', values: ['a.net'] });
    for (const needed of [NEEDED, ...NEEDED.map((name) => [name])]) {
      const view = await zone.read(() => needed);
      expect(needed.filter((name) => view.at(name).length > 0)).toEqual(needed.filter((name) => STANDING.includes(name)));
      expect([...view.claims.keys()]).toEqual(['read.1a.eu']);
    }
  });

  test.each([1, 2, 3, 300])('all records of one name are found, of all types and identifiers, with pages of %i that end inside it', async (pageSize) => {
    aws.route53.listing.pageSize = pageSize;
    const weighted = { name: 'read1.1a.eu.zone', type: 'CNAME', values: ['a.net'], weight: 1 };
    for (const setIdentifier of ['a', 'b', 'c']) put({ ...weighted, setIdentifier });
    for (const type of ['A', 'TXT']) put({ name: 'read2.1a.eu.zone', type, values: [type === 'A' ? '10.0.0.1' : '"x"'] });
    const view = await zone.read(() => ['read1.1a.eu.zone', 'read2.1a.eu.zone']);
    expect(view.at('read1.1a.eu.zone').map(({ type, simple }) => [type, simple])).toEqual([['CNAME', false], ['CNAME', false], ['CNAME', false]]);
    expect(view.at('read2.1a.eu.zone').map(({ type, simple }) => [type, simple])).toEqual([['A', true], ['TXT', true]]);
  });

  test.each([1, 2, 300])('a wildcard among the claims hides none of them and is no repeated page, with pages of %i', async (pageSize) => {
    aws.route53.listing.pageSize = pageSize;
    for (const prefix of ['!', '*', '1', '*.1', 'z']) put({ name: `${prefix}._replica-endpoint-dns.zone`, type: 'TXT', values: ['"x"'] });
    expect([...(await zone.read(() => [])).claims.keys()].sort()).toEqual(['1', '\\041', '\\052', '\\052.1', 'read.1a.eu', 'z']);
  });
});

function put(record: { name: string; type: string; values: string[]; setIdentifier?: string; weight?: number }): void {
  aws.route53.zone('Z1').put({ ttl: 60, ...record });
}
