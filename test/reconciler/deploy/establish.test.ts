import { Deployments, OTHER_STACK, START } from './given-deployments';
import { registration, STACK } from './given-request';
import { fingerprint } from '../../../src/reconciler/decide/fingerprint';
import { cname } from '../../../src/reconciler/decide/record';
import { instanceOf } from '../../../src/reconciler/deploy/identity';
import { Refusal } from '../../../src/reconciler/deploy/patience';
import { claimName } from '../../../src/reconciler/names';
import { givenClaim, ZONE } from '../given-claim';
import { address, givenGroup } from '../given-group';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError } from '../pass/trouble';

let world: InMemoryWorld;
let deployments: Deployments;

beforeEach(() => {
  world = givenWorld([], ['p', 'r', 'r']);
  deployments = new Deployments(world);
});

describe('A claim that is made', () => {
  test('has its names once Route 53 serves them', async () => {
    let asked = 0;
    world.zone.isInSync = () => (asked += 1) === 3;
    expect(await deployments.create()).toBe(instanceOf(STACK, 'c-1'));
    expect(world.zone.leads).toEqual({ read1: address(2), read2: address(3) });
    expect(asked).toBe(3);
    expect(world.lines).toEqual(['read1: none -> testdns-002, because the name is new', 'read2: none -> testdns-003, because the name is new']);
  });

  test('does not wait for Route 53 for more than two minutes, nor fails for that', async () => {
    world.zone.isInSync = () => { throw awsError('Throttling', 'Rate exceeded'); };
    await deployments.create();
    expect(world.clock.now() - START * 1000).toBeGreaterThan(115_000);
    expect(world.clock.now() - START * 1000).toBeLessThan(135_000);
  });

  test('remembers who holds it, and whom it is addressed to', async () => {
    await deployments.create('c-1', { topicArn: 'arn:topic', endpointCount: 3, whenNoReplica: 'KEEP' });
    expect(deployments.claim()).toMatchObject({
      holder: { instance: instanceOf(STACK, 'c-1'), resource: fingerprint('Claim'), since: START, keep: false },
      reconciler: fingerprint(registration().reconciler),
      topic: fingerprint('arn:topic'),
      endpointCount: 3,
      whenNoReplica: 'KEEP',
      group: 'testdns',
    });
  });

  test('is that of the group whatever its capitals', async () => {
    await deployments.create('c-1', { replicationGroupId: 'TestDNS' });
    expect(deployments.claim()!.group).toBe('testdns');
  });

  test('waits while its group is in doubt', async () => {
    world.groups.set(givenGroup(['p', 'p', 'r']));
    world.groups.nextReads.push(() => undefined, () => undefined, () => world.groups.set(givenGroup(['r', 'p', 'r'])));
    await deployments.create();
    expect(world.zone.leads).toEqual({ read1: address(1), read2: address(3) });
  });

  test('is refused in words when the doubt stays', async () => {
    world.groups.set(givenGroup(['p', 'p', 'r']));
    await expect(deployments.create()).rejects.toThrow(/^the names of 'read' were asked for too long ago, got until then: .*2 primaries.*: deploy again when it has one primary and is available$/);
    expect(world.zone.all).toEqual([]);
  });

  test.each([
    ['is not there', () => { world.groups.set(givenGroup(['p'], { id: 'other' })); }, { replicationGroupId: 'missing' }, 'replication group missing was not found in this account and Region'],
    ['is a cluster', () => { world.groups.set(givenGroup(['p', 'r'], { clusterMode: true })); }, {}, 'replication group testdns has cluster mode enabled: only cluster mode disabled has endpoints per replica'],
  ])('is refused at once when its group %s', async (_, arrange, changed, message) => {
    arrange();
    await expect(deployments.create('c-1', changed)).rejects.toThrow(new Refusal(message));
    expect(world.clock.naps).toEqual([]);
  });

  test('is tried again while its group can not be read', async () => {
    world.groups.fail('testdns', awsError('Throttling', 'Rate exceeded'));
    world.groups.nextReads.push(() => undefined, () => world.groups.set(givenGroup(['p', 'r'])));
    await deployments.create();
    expect(world.zone.leads).toEqual({ read1: address(2) });
  });

  test('is refused where the zone has another name', async () => {
    world.zone.name = 'other.example';
    await expect(deployments.create()).rejects.toThrow(new Refusal("hosted zone Z1 is named 'other.example', got: 'db.example': import it with zoneName 'other.example'"));
  });

  test.each([[120, 'made'], [121, 'refused: its Delete may have come']])('%i s after CloudFormation asked it is %s', async (age, what) => {
    const late = deployments.create('c-1', {}, { since: START - age });
    if (what === 'made') await expect(late).resolves.toBeDefined();
    else await expect(late).rejects.toThrow(new Refusal("the names of 'read' were asked for too long ago: deploy again"));
    expect(world.zone.batches).toHaveLength(what === 'made' ? 1 : 0);
  });

  test('of another stack is refused, and stays as it was', async () => {
    await deployments.create();
    const before = world.zone.all;
    await expect(deployments.create('c-2', {}, { stack: OTHER_STACK })).rejects.toThrow(/^the names of 'read' are claimed by another stack, got: Shop\/[0-9a-f]{8}: choose another cnamePrefix/);
    expect(world.zone.all).toEqual(before);
  });

  test('of an earlier stack of that name is taken over', async () => {
    await deployments.create();
    await deployments.create('c-2', {}, { stack: STACK.replace('0f14', '1f14'), since: START + 60 });
    expect([deployments.claim()!.earlier, deployments.claim()!.holder!.instance]).toEqual([[], instanceOf(STACK.replace('0f14', '1f14'), 'c-2')]);
  });
});

describe('An Update', () => {
  beforeEach(async () => { await deployments.create(); });

  test('to fewer names lets the old holder keep its names, until that one goes', async () => {
    expect(await deployments.update('u-1', 'c-1', { endpointCount: 1 })).toBe(instanceOf(STACK, 'u-1'));
    expect(Object.keys(world.zone.leads)).toEqual(['read1', 'read2']);
    await deployments.remove('d-1', 'c-1');
    expect(world.zone.leads).toEqual({ read1: address(2) });
  });

  test('to more names is done in place', async () => {
    expect(await deployments.update('u-1', 'c-1', { endpointCount: 4 })).toBe(instanceOf(STACK, 'c-1'));
    expect(Object.keys(world.zone.leads)).toHaveLength(4);
  });

  test('of a claim that somebody deleted makes it again with what is its own, and contests what is not', async () => {
    world.zone.put(claimName('read', ZONE));
    world.zone.put(`read2.${ZONE}`, cname(`read2.${ZONE}`, 'somebody.example', 10));
    await deployments.update('u-1', 'c-1', { ttl: 30 });
    expect(world.zone.leads).toEqual({ read1: address(2), read2: 'somebody.example' });
  });

  test('to a prefix that somebody else has is refused, also when its old claim is gone', async () => {
    world.zone.put(claimName('read', ZONE));
    world.zone.put(`scan1.${ZONE}`, cname(`scan1.${ZONE}`, address(2), 10));
    await expect(deployments.update('u-1', 'c-1', { prefix: 'scan' })).rejects.toThrow(`the name scan1.${ZONE} is taken`);
  });
});

describe('Names that were there before', () => {
  const there = [cname(`read1.${ZONE}`, `${address(1)}.`, 300), cname(`read2.${ZONE}`, address(3), 60)];

  beforeEach(() => { for (const record of there) world.zone.put(record.name, record); });

  test('stop a deployment that is not told to adopt them', async () => {
    await expect(deployments.create()).rejects.toThrow(`the names read1.${ZONE}, read2.${ZONE} are taken`);
    expect(world.zone.all).toEqual(there);
  });

  test('are adopted, follow, and come back when the last holder goes', async () => {
    await deployments.create('c-1', { adoptExisting: true });
    expect(Object.values(world.zone.leads).sort()).toEqual([address(2), address(3)]);
    await deployments.remove('d-1', 'c-1');
    expect(world.zone.all).toEqual(there);
  });

  test('come back though the group is gone', async () => {
    await deployments.create('c-1', { adoptExisting: true });
    world.groups.set(givenGroup(['p'], { id: 'testdns', members: [] }));
    await deployments.remove('d-1', 'c-1');
    expect(world.zone.all).toEqual(there);
  });

  test('of a retained claim are refused without adoptExisting, and taken over with it', async () => {
    world = givenWorld([givenClaim([2, 3], { holder: undefined, reconciler: '00000000' })], ['p', 'r', 'r']);
    deployments = new Deployments(world);
    const before = world.zone.all;
    await expect(deployments.create()).rejects.toThrow(new Refusal("the names of 'read' were retained by a stack that is gone: set adoptExisting to take them over"));
    await deployments.create('c-1', { adoptExisting: true });
    expect(deployments.claim()!.holder!.instance).toBe(instanceOf(STACK, 'c-1'));
    await deployments.remove('d-1', 'c-1');
    expect(world.zone.all.filter(({ type }) => type === 'CNAME')).toEqual(before.filter(({ type }) => type === 'CNAME'));
    expect(deployments.claim()).toMatchObject({ reconciler: '00000000', holder: undefined });
  });
});
