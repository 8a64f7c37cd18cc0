import { Deployments, OTHER_STACK, START } from './given-deployments';
import { registration, STACK } from './given-request';
import { cname } from '../../../src/reconciler/decide/record';
import { abandon } from '../../../src/reconciler/deploy/abandon';
import { instanceOf } from '../../../src/reconciler/deploy/identity';
import { ZONE } from '../given-claim';
import { address, givenGroup, node } from '../given-group';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError } from '../pass/trouble';

let world: InMemoryWorld;
let deployments: Deployments;

beforeEach(() => {
  world = givenWorld([], ['p', 'r', 'r']);
  deployments = new Deployments(world);
});

describe('A Delete', () => {
  test('takes the names, and is done at once', async () => {
    await deployments.create();
    const before = world.clock.now();
    await expect(deployments.remove('d-1', 'c-1')).resolves.toBe(true);
    expect(world.zone.all).toEqual([]);
    expect(world.clock.now()).toBe(before);
  });

  test('of what is not there is done at once, and says that names may be there', async () => {
    world.zone.put(`read1.${ZONE}`, cname(`read1.${ZONE}`, address(2), 10));
    await expect(deployments.remove('d-1', 'c-1')).resolves.toBe(false);
    expect(world.clock.naps).toEqual([]);
    expect(world.lines).toEqual(['read: there is no claim, so that names which may be there are left alone']);
  });

  test('in a zone that is gone is done', async () => {
    world.zone.nextReads.push(() => { throw awsError('NoSuchHostedZone', 'gone'); });
    await expect(deployments.remove('d-1', 'c-1')).resolves.toBe(true);
  });

  test('with an id that CloudFormation made up takes all of the resource', async () => {
    await deployments.create();
    await expect(deployments.remove('d-1', undefined)).resolves.toBe(true);
    expect(world.zone.all).toEqual([]);
  });

  test('with an id that CloudFormation made up looks again, when the Create can have made nothing any more', async () => {
    world.clock.sleep = async (ms) => {
      world.clock.naps.push(ms);
      world.clock.sleep = async (more) => world.clock.pass(more);
      await deployments.create();
      world.clock.pass(ms);
    };
    await expect(deployments.remove('d-1', undefined)).resolves.toBe(true);
    expect(world.clock.naps).toEqual([135_000]);
    expect(world.zone.all).toEqual([]);
  });

  test('looks again in time to answer', async () => {
    await abandon(world, { ...deployments.deployment('Delete', 'd-1', undefined), until: world.clock.now() + 100_000 });
    expect(world.clock.naps).toEqual([80_000]);
  });

  test('of another stack changes nothing', async () => {
    await deployments.create();
    const before = world.zone.all;
    await deployments.remove('d-1', undefined, { stack: OTHER_STACK });
    expect(world.zone.all).toEqual(before);
  });

  test('asked for before a later request of the same resource changes nothing', async () => {
    await deployments.create('c-1', {}, { since: START + 10 });
    const before = world.zone.all;
    await expect(deployments.remove('d-1', 'c-1', { since: START })).resolves.toBe(false);
    expect(world.zone.all).toEqual(before);
  });
});

describe('The holder before the one that goes', () => {
  beforeEach(async () => {
    world.groups.set(givenGroup(['p', 'r', 'r']));
    world.groups.set({ ...givenGroup(['p', 'r']), id: 'orders', members: givenGroup(['p', 'r']).members.map((each) => ({ ...each, node: each.node.replace('testdns', 'orders'), address: each.address!.replace('testdns', 'orders') })) });
    await deployments.create('c-1', { endpointCount: 2 });
    await deployments.create('c-2', { replicationGroupId: 'orders', endpointCount: 3, reconciler: registration().reconciler, ttl: 20 }, { resource: 'Renamed' });
    expect(Object.values(world.zone.leads)).toEqual(Array(3).fill(address(2).replace('testdns', 'orders')));
  });

  test('has its names back at once, as its group is', async () => {
    await deployments.remove('d-1', 'c-2', { resource: 'Renamed' });
    expect(world.zone.leads).toEqual({ read1: address(2), read2: address(3) });
    expect(deployments.claim()).toMatchObject({ group: 'testdns', ttl: 10, endpointCount: 2, holder: { instance: instanceOf(STACK, 'c-1') }, earlier: [], primary: node(1) });
  });

  test('holds the claim though its group can not be read: the next pass makes up for it', async () => {
    world.groups.fail('testdns', awsError('Throttling', 'Rate exceeded'));
    await deployments.remove('d-1', 'c-2', { resource: 'Renamed' });
    expect(deployments.claim()).toMatchObject({ group: 'testdns', holder: { instance: instanceOf(STACK, 'c-1') }, primary: undefined });
    expect(Object.keys(world.zone.leads)).toHaveLength(3);
  });

  test('holds the claim though its group is in doubt', async () => {
    world.groups.set(givenGroup(['p', 'p', 'r']));
    await deployments.remove('d-1', 'c-2', { resource: 'Renamed' });
    expect(deployments.claim()).toMatchObject({ group: 'testdns', holder: { instance: instanceOf(STACK, 'c-1') } });
  });

  test('holds the claim though Route 53 refuses to change one of the names', async () => {
    world.zone.refuses = (changes) => (changes.some(({ record }) => record.name === `read3.${ZONE}`) ? awsError('InvalidChangeBatch', 'ACTIVE_RECORD_CHECK') : undefined);
    await expect(deployments.remove('d-1', 'c-2', { resource: 'Renamed' })).resolves.toBe(true);
    expect(deployments.claim()).toMatchObject({ group: 'testdns', holder: { instance: instanceOf(STACK, 'c-1') }, earlier: [] });
    expect(Object.keys(world.zone.leads)).toEqual(['read1', 'read2', 'read3']);
  });
});

describe('The last holder', () => {
  test('stays when Route 53 goes on to refuse the deletion of its names, and its words are told', async () => {
    await deployments.create();
    world.zone.refuses = () => awsError('InvalidChangeBatch', 'ACTIVE_RECORD_CHECK of read1');
    await expect(deployments.remove('d-1', 'c-1')).rejects.toThrow(/^Route 53 refuses the changes, got: InvalidChangeBatch: ACTIVE_RECORD_CHECK of read1: lift/);
    expect(deployments.claim()).toBeDefined();
  });
});
