import type { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { HostedZone } from '../../src/reconciler/hosted-zone';

const claim = (prefix: string) => ({ Name: `${prefix}._replica-endpoint-dns.zone.`, Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"v=1"' }] });
const www = { Name: 'www.zone.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.0.0.1' }] };

test('claims are read to the last page that holds any, and no further', async () => {
  const { zone, asked } = zoneOf([
    { ResourceRecordSets: [claim('one')], ...next('two._replica-endpoint-dns.zone.') },
    { ResourceRecordSets: [claim('two')], ...next('www.zone.') },
    { ResourceRecordSets: [www], IsTruncated: false },
  ]);
  const { claims } = await zone.read(() => []);
  expect([...claims.keys()]).toEqual(['one', 'two']);
  expect(asked).toEqual(['_replica-endpoint-dns.zone', 'two._replica-endpoint-dns.zone']);
});

test('a page that comes again is refused, not read for ever', async () => {
  const { zone } = zoneOf(Array.from({ length: 3 }, () => ({ ResourceRecordSets: [claim('one')], ...next('two._replica-endpoint-dns.zone.') })));
  await expect(zone.read(() => [])).rejects.toThrow(/repeats a page/);
});

/** A zone whose pages come one after the other, and the names that they were asked to begin with. */
function zoneOf(pages: readonly object[]) {
  const asked: (string | undefined)[] = [];
  const send = async ({ input }: ListResourceRecordSetsCommand) => pages[asked.push(input.StartRecordName) - 1];
  return { zone: new HostedZone({ send } as unknown as Route53Client, 'Z1', 'zone'), asked };
}

function next(name: string) {
  return { IsTruncated: true, NextRecordName: name, NextRecordType: 'TXT' };
}
