import { givenRequest, idOf, registration, Requests, served, SETTINGS, STACK, urlOf } from './given-request';
import { cname, txt } from '../../../src/reconciler/decide/record';
import { serve } from '../../../src/reconciler/deploy/custom-resource';
import { instanceOf } from '../../../src/reconciler/deploy/identity';
import { claimName } from '../../../src/reconciler/names';
import { ZONE } from '../given-claim';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError, timeout } from '../pass/trouble';

let world: InMemoryWorld;
let requests: Requests;

beforeEach(() => {
  world = givenWorld([], ['p', 'r', 'r']);
  requests = new Requests(world);
});

describe('A Create', () => {
  test('that succeeds answers with the holder, and with the zone that the names end with', async () => {
    expect(await requests.create()).toEqual({ Status: 'SUCCESS', PhysicalResourceId: idOf('c-1'), Data: { ZoneName: ZONE } });
    expect(Object.keys(world.zone.leads)).toEqual(['read1', 'read2']);
  });

  test('that is repeated answers the same, and changes nothing', async () => {
    const first = await requests.create();
    const before = world.zone.all;
    expect(await requests.create()).toEqual(first);
    expect(world.zone.all).toEqual(before);
  });

  test('that is refused answers with the holder that it would have made, and with why', async () => {
    world.zone.put(`read1.${ZONE}`, cname(`read1.${ZONE}`, 'somebody.example', 60));
    expect(await requests.create()).toEqual({ Status: 'FAILED', PhysicalResourceId: idOf('c-1'), Reason: expect.stringContaining(`the name read1.${ZONE} is taken`) });
    expect(world.lines).toContainEqual(expect.stringMatching(/^Create of ReadersClaim5f0c2a11 failed: Error: the name read1/));
  });

  test('that was written without an answer fails with the holder that it may have made, which its Delete takes away', async () => {
    world.zone.change = async (...args) => {
      await Object.getPrototypeOf(world.zone).change.apply(world.zone, args);
      throw timeout();
    };
    world.zone.nextReads.push(...Array.from({ length: 2 }, () => () => undefined), ...Array.from({ length: 40 }, () => () => { throw awsError('Throttling', 'Rate exceeded'); }));
    expect(await requests.create()).toMatchObject({ Status: 'FAILED', PhysicalResourceId: idOf('c-1'), Reason: 'Rate exceeded' });
    expect(requests.claim().holder!.instance).toBe(instanceOf(STACK, 'c-1'));
    world.zone.nextReads.length = 0;
    delete (world.zone as Partial<typeof world.zone>).change;
    expect(await requests.remove(idOf('c-1'))).toEqual({ Status: 'SUCCESS', PhysicalResourceId: idOf('c-1') });
    expect(world.zone.all).toEqual([]);
  });

  test.each([
    ['NoSuchHostedZone', 'No hosted zone found with ID: Z1'],
    ['AccessDenied', 'User: arn:aws:sts::111111111111:assumed-role/claims is not authorized to access this resource'],
  ])('in a zone that the account does not have (%s) tells what kind of zone it takes', async (name, message) => {
    world.zone.nextReads.push(...Array.from({ length: 40 }, () => () => { throw awsError(name, message); }));
    const { Status, Reason } = await requests.create();
    expect({ Status, Reason }).toEqual({
      Status: 'FAILED',
      Reason: `${message}: the hosted zone Z1 must be there, and of this account, since a reconciler writes zones of its own account only`,
    });
  });

  test('tells no more of a reason than CloudFormation takes', async () => {
    world.zone.put(`read1.${ZONE}`, txt(`read1.${ZONE}`, `"${'ü"'.repeat(1_900)}"`, 60));
    const { Reason } = await requests.create();
    expect(Reason).toMatch(/^the name read1/);
    expect(Reason!.length).toBe(1_000);
  });
});

describe('An Update', () => {
  beforeEach(async () => { await requests.create(); });

  test('in place answers with the same id', async () => {
    expect(await requests.update('u-1', idOf('c-1'), { ttl: 30 })).toEqual({ Status: 'SUCCESS', PhysicalResourceId: idOf('c-1'), Data: { ZoneName: ZONE } });
    expect(requests.claim().ttl).toBe(30);
  });

  test('to another prefix answers with a new id, and the old names stay until the Delete of the old one', async () => {
    expect(await requests.update('u-1', idOf('c-1'), { prefix: 'scan' })).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: idOf('u-1', 'scan') });
    expect(Object.keys(world.zone.leads)).toEqual(['read1', 'read2', 'scan1', 'scan2']);
    await requests.remove(idOf('c-1'));
    expect(Object.keys(world.zone.leads)).toEqual(['scan1', 'scan2']);
  });

  test('that is refused before it wrote anything answers with the old id', async () => {
    world.zone.put(`scan1.${ZONE}`, cname(`scan1.${ZONE}`, 'somebody.example', 60));
    expect(await requests.update('u-1', idOf('c-1'), { prefix: 'scan' })).toMatchObject({ Status: 'FAILED', PhysicalResourceId: idOf('c-1') });
  });

  test('that may have made a new holder answers with that one, even when all else is unknown', async () => {
    world.zone.nextChanges.push(...Array.from({ length: 40 }, () => () => { throw timeout(); }));
    expect(await requests.update('u-1', idOf('c-1'), { prefix: 'scan' })).toMatchObject({ Status: 'FAILED', PhysicalResourceId: idOf('u-1', 'scan') });
  });

  test('can not lead to another hosted zone, and says how to get there', async () => {
    expect(await requests.update('u-1', idOf('c-1'), {}, { hostedZoneId: 'Z0' })).toEqual({
      Status: 'FAILED',
      PhysicalResourceId: idOf('c-1'),
      Reason: "the hosted zone of 'read' can't be replaced in one step, got: Z0 before and Z1 now: deploy once without the construct, then again with it",
    });
  });

  test('takes the place of a registration that can not be read', async () => {
    const OldResourceProperties = { Registration: 'no JSON' };
    const request = givenRequest('Update', 'u-1', registration({ ttl: 30 }), world, { PhysicalResourceId: idOf('c-1'), OldResourceProperties });
    expect(await served(world, request)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: idOf('c-1') });
  });

  test('of a claim that somebody deleted makes it again, with the names that point to its nodes', async () => {
    world.zone.put(claimName('read', ZONE));
    expect(await requests.update('u-1', idOf('c-1'), { ttl: 30 })).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: idOf('u-1') });
    await requests.remove(idOf('c-1'));
    expect(world.zone.all.map(({ type, ttl }) => `${type} ${ttl}`).sort()).toEqual(['CNAME 30', 'CNAME 30', 'TXT 60']);
  });

  test('from a refactored stack, which moved the resource without a call, finds the holder by its id', async () => {
    const elsewhere = { StackId: STACK.replace('Shop/0f14d0ab', 'Data/1f14d0ab'), LogicalResourceId: 'Moved', PhysicalResourceId: idOf('c-1') };
    const moved = givenRequest('Update', 'u-1', registration({ ttl: 30 }), world, { ...elsewhere, OldResourceProperties: { Registration: JSON.stringify(registration()) } });
    expect(await served(world, moved)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: idOf('c-1') });
    expect(requests.claim().holder!.stack).toMatch(/^Data\//);
    expect(await requests.remove(idOf('c-1'), {}, elsewhere)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.zone.all).toEqual([]);
  });
});

describe('A registration that can not be read', () => {
  test.each<[string, unknown, string]>([
    ['is missing', undefined, 'undefined'], ['is an object', { prefix: 'read' }, 'object'], ['is no JSON', 'prefix=read', 'prefix=read'], ['is null', 'null', 'null'],
    ['is a number', '7', '7'], ['is a list', '[]', '[]'],
  ])('(it %s) is refused in words, and its Delete goes through at once', async (_, property, got) => {
    const ResourceProperties = property === undefined ? {} : { Registration: property };
    const refused = await served(world, givenRequest('Create', 'c-1', undefined, world, { ResourceProperties }));
    expect(refused).toEqual({ Status: 'FAILED', PhysicalResourceId: `ReadersClaim5f0c2a11/${instanceOf(STACK, 'c-1')}`, Reason: `Registration must be the JSON text of an object, got: ${got}` });
    expect(await served(world, givenRequest('Delete', 'd-1', undefined, world, { ResourceProperties, PhysicalResourceId: refused.PhysicalResourceId }))).toEqual({
      Status: 'SUCCESS', PhysicalResourceId: refused.PhysicalResourceId,
    });
  });

  test.each<[string, unknown]>([
    ['says nothing', {}], ['has an impossible prefix', { ...registration(), prefix: 'r1' }], ['has a prefix that is no text', { ...registration(), prefix: { a: 1 } }],
    ['is of another zone', { ...registration(), hostedZoneId: 'Z9', zoneName: 'other.example' }], ['names no group', { ...registration(), replicationGroupId: undefined }],
    ['has a group that is no text', { ...registration(), replicationGroupId: 7 }], ['has no reconciler', { ...registration(), reconciler: undefined }],
  ])('or that %s is refused, and its Delete goes through', async (_, registered) => {
    const ResourceProperties = { Registration: JSON.stringify(registered) };
    const refused = await served(world, givenRequest('Create', 'c-1', undefined, world, { ResourceProperties }));
    expect(refused).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('got: ') });
    expect(await served(world, givenRequest('Delete', 'd-1', undefined, world, { ResourceProperties, PhysicalResourceId: refused.PhysicalResourceId }))).toEqual({
      Status: 'SUCCESS', PhysicalResourceId: refused.PhysicalResourceId,
    });
    expect(world.zone.all).toEqual([]);
  });

  test('does not keep a Delete from taking away the holder that its id names', async () => {
    await requests.create();
    const ResourceProperties = { Registration: 'no JSON' };
    expect(await served(world, givenRequest('Delete', 'd-1', undefined, world, { ResourceProperties, PhysicalResourceId: idOf('c-1') }))).toMatchObject({ Status: 'SUCCESS' });
    expect(world.zone.all).toEqual([]);
  });
});

describe('A Delete', () => {
  test('answers with the id that it was asked for, whatever was there', async () => {
    expect(await requests.remove(idOf('c-9'))).toEqual({ Status: 'SUCCESS', PhysicalResourceId: idOf('c-9') });
    expect(await requests.remove('Shop-ReadersClaim-1ABC')).toEqual({ Status: 'SUCCESS', PhysicalResourceId: 'Shop-ReadersClaim-1ABC' });
  });

  test('that Route 53 keeps from its work fails with the same id, to be tried again', async () => {
    await requests.create();
    world.zone.refuses = () => awsError('AccessDenied', 'not authorized');
    expect(await requests.remove(idOf('c-1'))).toEqual({ Status: 'FAILED', PhysicalResourceId: idOf('c-1'), Reason: expect.stringContaining('not authorized') });
    world.zone.refuses = () => undefined;
    expect(await requests.remove(idOf('c-1'))).toMatchObject({ Status: 'SUCCESS' });
    expect(world.zone.all).toEqual([]);
  });

  test('of a resource that was refused since an unreadable record stands where its claim would goes through', async () => {
    const strange = txt(claimName('read', ZONE), 'v=spf1 -all', 60);
    world.zone.put(strange.name, strange);
    expect(await requests.create()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('is not a claim of this library') });
    expect(await requests.remove(idOf('c-1'))).toMatchObject({ Status: 'SUCCESS' });
    expect(world.zone.all).toEqual([strange]);
  });

  test('of a holder in a claim that this version can not read fails, and says what to do', async () => {
    await requests.create();
    const later = txt(claimName('read', ZONE), `v=2 i=${instanceOf(STACK, 'c-1')} x=1`, 60);
    world.zone.put(later.name, later);
    expect(await requests.remove(idOf('c-1'))).toEqual({
      Status: 'FAILED',
      PhysicalResourceId: idOf('c-1'),
      Reason: `the record ${claimName('read', ZONE)} has format version 2, which this version of the library does not know: `
        + "delete it and the names of 'read', then delete again",
    });
  });
});

test('an answer that is not taken is sent again as it was: what was done is not undone', async () => {
  const bodies: string[] = [];
  const request = givenRequest('Create', 'c-1', registration(), world);
  await serve(request, world, SETTINGS, world.clock.now() + 290_000, async (_, body) => {
    bodies.push(body);
    if (bodies.length < 3) throw new Error('503 SlowDown');
  });
  expect(new Set(bodies).size).toBe(1);
  expect(bodies).toHaveLength(3);
  expect(JSON.parse(bodies[0])).toMatchObject({ Status: 'SUCCESS' });
});

test('a request whose URL does not tell when it was asked for was asked for now', async () => {
  const request = givenRequest('Create', 'c-1', registration(), world, { ResponseURL: 'https://bucket.example/a?Expires=1700007200' });
  expect(await served(world, request)).toMatchObject({ Status: 'SUCCESS' });
  expect(requests.claim().holder!.since).toBe(1_700_000_000);
});

test('a holder remembers when CloudFormation asked for it', async () => {
  await served(world, givenRequest('Create', 'c-1', registration(), world, { ResponseURL: urlOf(1_699_999_990_000) }));
  expect(requests.claim().holder!.since).toBe(1_699_999_990);
});
