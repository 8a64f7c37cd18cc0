import type { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { HostedZone } from '../../../src/reconciler/aws/hosted-zone';
import { mayBeMade } from '../../../src/reconciler/pass/write';
import { awsError } from '../pass/trouble';

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

test('a page that is throttled is asked for again, so that those before it are not read anew', async () => {
  const { zone, asked } = zoneOf([
    { ResourceRecordSets: [claim('one')], ...next('two._replica-endpoint-dns.zone.') },
    throttled(),
    throttled(),
    { ResourceRecordSets: [claim('two')], IsTruncated: false },
  ]);
  const { claims } = await zone.read(() => []);
  expect([...claims.keys()]).toEqual(['one', 'two']);
  expect(asked).toHaveLength(4);
});

test.each<[string, object[]]>([
  ['the first page, throttled', [throttled()]],
  ['a page that is refused for another reason', [{ ResourceRecordSets: [claim('one')], ...next('two._replica-endpoint-dns.zone.') }, awsError('AccessDenied', 'no')]],
  ['a page that is throttled again and again', [
    { ResourceRecordSets: [claim('one')], ...next('two._replica-endpoint-dns.zone.') }, ...Array.from({ length: 11 }, throttled),
  ]],
])('%s is for the pass to try again', async (_, pages) => {
  const { zone, asked } = zoneOf(pages);
  await expect(zone.read(() => [])).rejects.toBeInstanceOf(Error);
  expect(asked).toHaveLength(pages.length);
});

describe('an answer that something on the way has spoilt is refused in words, and no part of it is taken for the zone', () => {
  const record = { Name: 'read1.zone.', Type: 'CNAME', TTL: 10, ResourceRecords: [{ Value: 'a.example' }] };

  test.each<[string, object, RegExp]>([
    ['no list', { IsTruncated: false }, /^Route 53 answered without ResourceRecordSets$/],
    ['a record without a name', { ResourceRecordSets: [{ ...record, Name: undefined }] }, /^Route 53 answered with a record without Name$/],
    ['a record without a type', { ResourceRecordSets: [{ ...record, Type: undefined }] }, /^Route 53 answered with a record without Type, got: read1\.zone$/],
    ['a value without text', { ResourceRecordSets: [{ ...record, ResourceRecords: [{}] }] }, /^Route 53 answered with a value without text, got: read1\.zone CNAME$/],
    ['a next page without a name', { ResourceRecordSets: [record], IsTruncated: true }, /^Route 53 answered with a next page without NextRecordName$/],
    ['no word on whether there are more', { ResourceRecordSets: [record] }, /^Route 53 answered without IsTruncated$/],
  ])('%s', async (_, page, words) => {
    const { zone } = zoneOf([page]);
    await expect(zone.read(() => ['read1.zone'])).rejects.toThrow(words);
  });

  test('a change without an id is one whose making nobody can tell', async () => {
    const { zone } = zoneOf([{}]);
    const error = await zone.change([], 'no matter').catch((each: Error) => each);
    expect(error).toMatchObject({ message: 'Route 53 answered without ChangeInfo' });
    expect(mayBeMade(error as Error)).toBe(true);
  });

  test.each([[{}], [{ HostedZone: {} }]])('a zone without a name: %j', async (answer) => {
    await expect(zoneOf([answer]).zone.trueName()).rejects.toThrow(/^Route 53 answered without the name of the zone$/);
  });
});

/** A zone whose pages come one after the other, and the names that they were asked to begin with. */
function zoneOf(pages: readonly object[]) {
  const asked: (string | undefined)[] = [];
  const send = async ({ input }: ListResourceRecordSetsCommand) => {
    const page = pages[asked.push(input.StartRecordName) - 1];
    if (page instanceof Error) throw page;
    return page;
  };
  return { zone: new HostedZone({ send } as unknown as Route53Client, 'Z1', 'zone', async () => undefined), asked };
}

function throttled() {
  return awsError('Throttling', 'Rate exceeded');
}

function next(name: string) {
  return { IsTruncated: true, NextRecordName: name, NextRecordType: 'TXT' };
}
