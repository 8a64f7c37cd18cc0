import { Change } from './record-set';
import { Route53 } from './route53';
import { VirtualClock } from '../clock/virtual-clock';

let clock: VirtualClock;
let route53: Route53;

beforeEach(() => {
  clock = new VirtualClock();
  route53 = withZone({});
});

describe('listing', () => {
  beforeEach(() => {
    for (const name of ['a.p.internal', 'x.a.p.internal', 'a-b.p.internal', 'x.a-b.p.internal', '*.p.internal', 'b.p.internal']) put(name);
  });

  test('records come in the order of their labels reversed, with the trailing dot', () => {
    expect(names()).toEqual(['p.internal.', 'p.internal.', '\\052.p.internal.', 'a-b.p.internal.', 'x.a-b.p.internal.', 'a.p.internal.', 'x.a.p.internal.', 'b.p.internal.']);
  });

  test('a name is where the page begins, whether it exists or not', () => {
    expect(names({ name: 'A.p.internal' })).toEqual(['a.p.internal.', 'x.a.p.internal.', 'b.p.internal.']);
    expect(names({ name: 'aa.p.internal' })).toEqual(['b.p.internal.']);
  });

  test('a type only orders the records of one name', () => {
    expect(names({ name: 'a.p.internal', type: 'A' })[0]).toBe('a.p.internal.');
    expect(names({ name: 'a.p.internal', type: 'CNAME' })[0]).toBe('x.a.p.internal.');
  });

  test('the next page begins where this one ends', () => {
    const first = route53.list('Z1', { maxItems: 3 });
    expect([first.records.length, first.next?.name]).toEqual([3, 'a-b.p.internal.']);
    expect(names({ name: first.next!.name, type: first.next!.type })[0]).toBe('a-b.p.internal.');
  });

  test('a page has at most 300 records', () => {
    const changes = Array.from({ length: 400 }, (_, index): Change => ({ action: 'CREATE', record: { name: `n${index}.p.internal`, type: 'A', ttl: 60, values: ['10.0.0.1'] } }));
    route53.change('Z1', { changes });
    expect(route53.list('Z1', { maxItems: 1000 })).toMatchObject({ maxItems: 300, records: { length: 300 }, next: expect.anything() });
  });

  test('a type without a name, an identifier without a type, a page of nothing are refused', () => {
    for (const request of [{ type: 'A' }, { name: 'a.p.internal', identifier: 'x' }, { maxItems: 0 }, { maxItems: Number.NaN }]) {
      expect(() => route53.list('Z1', request)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    }
  });
});

describe('throttles', () => {
  test('fifty requests at once and ten a second are served, whatever they are', async () => {
    for (let request = 0; request < 50; request += 1) route53.list('Z1');
    const refused = () => expect(() => route53.getHostedZone('Z1')).toThrow(expect.objectContaining({ code: 'Throttling', message: 'Rate exceeded' }));
    refused();
    await clock.advance(1000);
    for (let request = 0; request < 10; request += 1) route53.getHostedZone('Z1');
    refused();
  });

  test('the older account has five a second', async () => {
    route53 = withZone({ requestsPerSecond: 5, burst: 5 });
    for (let request = 0; request < 5; request += 1) route53.list('Z1');
    expect(() => route53.list('Z1')).toThrow('Rate exceeded');
    await clock.advance(200);
    route53.list('Z1');
  });

  test('1,500 changes at once and 100 a second are served, an UPSERT being two', async () => {
    const upserts = (count: number) => ({
      changes: Array.from({ length: count }, (_, index): Change => (
        { action: 'UPSERT', record: { name: `n${index}.p.internal`, type: 'A', ttl: 60, values: ['10.0.0.1'] } })),
    });
    route53.change('Z1', upserts(500));
    expect(() => route53.change('Z1', upserts(251))).toThrow('Rate exceeded');
    route53.change('Z1', upserts(250));
    await clock.advance(1000);
    route53.change('Z1', upserts(50));
    expect(() => route53.change('Z1', upserts(1))).toThrow('Rate exceeded');
  });
});

describe('a zone', () => {
  test('takes no change while another is processed', async () => {
    route53 = withZone({ processingMs: 200 });
    route53.createHostedZone({ id: 'Z2', name: 'other.internal' });
    put('a.p.internal');
    expect(() => put('b.p.internal')).toThrow(expect.objectContaining({
      code: 'PriorRequestNotComplete', message: 'The request was rejected because Route 53 was still processing a prior request.',
    }));
    route53.zone('Z2').put({ name: 'a.other.internal', type: 'A', ttl: 60, values: ['10.0.0.1'] });
    await clock.advance(200);
    put('b.p.internal');
  });

  test('is deleted only when it holds nothing of its users', () => {
    put('a.p.internal');
    expect(() => route53.deleteHostedZone('Z1')).toThrow(expect.objectContaining({ code: 'HostedZoneNotEmpty' }));
    route53.zone('Z1').remove('a.p.internal', 'A');
    route53.deleteHostedZone('Z1');
    expect(() => route53.zone('Z1')).toThrow(expect.objectContaining({ code: 'NoSuchHostedZone', message: 'No hosted zone found with ID: Z1', status: 404 }));
  });

  test('binds a foreign hand to the same rules', () => {
    expect(() => route53.zone('Z1').put({ name: 'p.internal', type: 'CNAME', ttl: 60, values: ['a.net'] })).toThrow('is not permitted at apex');
    expect(() => route53.zone('Z1').remove('a.p.internal', 'A')).toThrow('no A record a.p.internal. to remove from zone p.internal.');
  });

  test('remembers every batch that was applied, and none that was not', () => {
    const record = { name: 'a.p.internal', type: 'A', ttl: 60, values: ['10.0.0.1'] };
    route53.change('Z1', { comment: 'first', changes: [{ action: 'CREATE', record }] }, 'somebody');
    expect(() => route53.change('Z1', { comment: 'second', changes: [{ action: 'CREATE', record }] })).toThrow('already exists');
    expect(route53.zone('Z1').history).toEqual([{ at: clock.now(), caller: 'somebody', comment: 'first', changes: [{ action: 'CREATE', record }], insyncAt: clock.now() }]);
  });
});

test('a change is PENDING until it has propagated, and listed at once', async () => {
  route53 = withZone({ propagationSeconds: 30 });
  const { id, status } = route53.change('Z1', { changes: [{ action: 'CREATE', record: { name: 'a.p.internal', type: 'A', ttl: 60, values: ['10.0.0.1'] } }] });
  expect([status, names().length]).toEqual(['PENDING', 3]);
  await clock.advance(29_999);
  expect(route53.getChange(id).status).toBe('PENDING');
  await clock.advance(1);
  expect(route53.getChange(id).status).toBe('INSYNC');
  expect(() => route53.getChange('C2')).toThrow(expect.objectContaining({ code: 'NoSuchChange', status: 404 }));
});

function withZone(options: ConstructorParameters<typeof Route53>[1]): Route53 {
  const made = new Route53(clock, options);
  made.createHostedZone({ id: 'Z1', name: 'p.internal' });
  return made;
}

function put(name: string): void {
  route53.zone('Z1').put({ name, type: 'A', ttl: 60, values: ['10.0.0.1'] });
}

function names(request?: Parameters<Route53['list']>[1]): string[] {
  return route53.list('Z1', request).records.map(({ name }) => name);
}
