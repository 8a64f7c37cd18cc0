import { givenRequest, idOf, registration, Requests, served } from './given-request';
import { Request } from '../../../src/reconciler/deploy/custom-resource';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';

let world: InMemoryWorld;
let requests: Requests;

beforeEach(() => {
  world = givenWorld([], ['p', 'r', 'r']);
  requests = new Requests(world);
});

describe('The resource that lets names be retained', () => {
  const TYPE = 'Custom::ReplicaEndpointDnsRetention';
  const retention = async (type: Request['RequestType'], Claim: string, PhysicalResourceId?: string, asked: Partial<Request> = {}) => served(world, givenRequest(type, `r-${type}`, undefined, world, {
    ResourceType: TYPE,
    LogicalResourceId: 'ReadersRetention',
    PhysicalResourceId,
    ResourceProperties: { Registration: JSON.stringify(registration({ retain: true })), Claim },
    ...asked,
  }));

  test('marks the holder, and keeps its id ever after', async () => {
    await requests.create('c-1', { retain: true });
    expect(await retention('Create', idOf('c-1'))).toEqual({ Status: 'SUCCESS', PhysicalResourceId: 'ReadersRetention-r-Create' });
    expect(requests.claim().holder!.keep).toBe(true);
    const batches = world.zone.batches.length;
    expect(await retention('Update', idOf('c-1'), 'ReadersRetention-r-Create')).toEqual({ Status: 'SUCCESS', PhysicalResourceId: 'ReadersRetention-r-Create' });
    expect(world.zone.batches).toHaveLength(batches);
    await requests.remove(idOf('c-1'), { retain: true });
    expect(world.zone.all.map(({ type }) => type).sort()).toEqual(['CNAME', 'CNAME', 'TXT']);
  });

  test('takes the mark away when its creation is undone, so that the names go', async () => {
    await requests.create('c-1', { retain: true });
    await retention('Create', idOf('c-1'));
    expect(await retention('Delete', idOf('c-1'), 'ReadersRetention-r-Create')).toMatchObject({ Status: 'SUCCESS' });
    expect(requests.claim().holder!.keep).toBe(false);
    await requests.remove(idOf('c-1'), { retain: true });
    expect(world.zone.all).toEqual([]);
  });

  test('fails where the claim is gone, but its Delete does not', async () => {
    expect(await retention('Create', idOf('c-1'))).toEqual({
      Status: 'FAILED',
      PhysicalResourceId: 'ReadersRetention-r-Create',
      Reason: 'the claim whose names are to be retained is not there: deploy again with another ttl, which writes it',
    });
    expect(await retention('Delete', idOf('c-1'), 'ReadersRetention-r-Create')).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'ReadersRetention-r-Create' });
  });

  test('marks what its stack holds when CloudFormation lets an id stand that it took back: or its rollback would fail for ever', async () => {
    await requests.create('c-1', { retain: true });
    expect(await retention('Update', idOf('c-0'), 'ReadersRetention-r-Create')).toMatchObject({ Status: 'SUCCESS' });
    expect(requests.claim().holder!.keep).toBe(true);
  });

  test('marks nothing of another stack, and takes no mark away by an id that nobody has', async () => {
    await requests.create('c-1', { retain: true });
    await retention('Create', idOf('c-1'));
    await retention('Delete', idOf('c-0'), 'ReadersRetention-r-Create');
    expect(requests.claim().holder!.keep).toBe(true);
    await retention('Delete', idOf('c-1'), 'ReadersRetention-r-Create');
    const others = { StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Other/00000009' };
    expect(await retention('Update', idOf('c-0'), 'ReadersRetention-r-Create', others)).toMatchObject({ Status: 'FAILED' });
    expect(requests.claim().holder!.keep).toBe(false);
  });

  test('marks a holder that a newer one has followed', async () => {
    await requests.create('c-1', { retain: true });
    await requests.update('u-1', idOf('c-1'), { retain: true, endpointCount: 1 });
    await retention('Create', idOf('c-1'));
    expect([requests.claim().earlier.map(({ keep }) => keep), requests.claim().holder!.keep]).toEqual([[true], false]);
  });
});
