import { explored } from './explored';
import * as views from './given-history';
import { QUEUE } from './model-aws';
import { parseClaim } from '../../src/reconciler/decide/claim-text';
import { fingerprint } from '../../src/reconciler/decide/fingerprint';
import { cname } from '../../src/reconciler/decide/record';
import { abandon } from '../../src/reconciler/deploy/abandon';
import { Deployment } from '../../src/reconciler/deploy/deployment';
import { establish } from '../../src/reconciler/deploy/establish';
import { keep } from '../../src/reconciler/deploy/keep';
import { Refusal } from '../../src/reconciler/deploy/patience';
import { claimName } from '../../src/reconciler/names';
import { Registration } from '../../src/reconciler/settings';
import { DeployWorld } from '../../src/reconciler/world';
import { givenClaim, ZONE } from '../reconciler/given-claim';
import { InMemoryZone } from '../reconciler/in-memory-zone';

describe('while reconcilers pass and the group fails over, in every order of all calls', () => {
  test('a claim is made', async () => {
    const deployments = [create('new')];
    expect(await explored('a claim is made', { reconcilers: 2, history: views.FAILOVER, prefixes: [], deployments, ends: hasClaimOf('new') })).toBeGreaterThan(1_000n);
  });

  test('a claim is changed', async () => {
    const deployments = [update(OLD, { ttl: 30 })];
    const ends = (zone: InMemoryZone) => expect(zone.all.filter(({ type }) => type === 'CNAME').map(({ ttl }) => ttl)).toEqual([30, 30]);
    expect(await explored('a claim is changed', { reconcilers: 1, history: views.FAILOVER, deployments, ends })).toBeGreaterThan(1_000n);
  });

  test('one of two claims is changed, which does not keep the other from following', async () => {
    const deployments = [update(OLD, { prefix: 'scan', ttl: 30 })];
    expect(await explored('one of two claims is changed', { reconcilers: 1, history: views.FAILOVER, prefixes: ['read', 'scan'], deployments })).toBeGreaterThan(1_000n);
  });

  test('a construct is renamed: its claim is taken over, and the old one is not released', async () => {
    const deployments = [async (world: DeployWorld) => { await create('new')(world); await release(OLD)(world); }];
    expect(await explored('a claim is taken over', { reconcilers: 1, history: views.FAILOVER, deployments, ends: hasClaimOf('new') })).toBeGreaterThan(1_000n);
  });

  test('a claim is released, and nothing of it comes back', async () => {
    const ends = (zone: InMemoryZone) => expect(zone.all).toEqual([]);
    expect(await explored('a claim is released', { reconcilers: 2, history: views.FAILOVER, deployments: [release(OLD)], ends }, { reconcilers: 1 })).toBeGreaterThan(100n);
  });

  test('a claim is retained, and nobody leads its names any more', async () => {
    const ends = (zone: InMemoryZone) => expect(zone.all.map(({ type }) => type)).toEqual(['TXT', 'CNAME', 'CNAME']);
    expect(await explored('a claim is retained', { reconcilers: 1, history: views.FAILOVER, deployments: [async (world: DeployWorld) => { await retain(OLD)(world); await release(OLD, { retain: true })(world); }], ends })).toBeGreaterThan(1_000n);
  });

  test('hand-made names are adopted, and given back as they were found', async () => {
    const adoptable = [
      cname('read1.db.example', 'Testdns-001.abc123.0001.euw1.cache.example.', 60), cname('read2.db.example', 'testdns-009.abc123.0001.euw1.cache.example', 300),
    ];
    const deployments = [async (world: DeployWorld) => { await create('new', { adoptExisting: true })(world); await release('new')(world); }];
    const ends = (zone: InMemoryZone) => expect(zone.all).toEqual(adoptable);
    expect(await explored('names are adopted and given back', { reconcilers: 1, history: views.FAILOVER, prefixes: [], adoptable, deployments, ends })).toBeGreaterThan(1_000n);
  });

  test('two stacks want the same names: one gets them, the other is refused', async () => {
    let refused = 0;
    const mayBeRefused = (deploy: (world: DeployWorld) => Promise<void>) => async (world: DeployWorld) => deploy(world).catch((error: Error) => {
      if (!(error instanceof Refusal)) throw error;
      refused += 1;
    });
    const deployments = [create('a', {}, 'Shop/00000001'), create('b', {}, 'Shop/00000002')].map(mayBeRefused);
    const ends = (zone: InMemoryZone) => {
      const parsed = parseClaim('read', zone.at(claimName('read', ZONE))[0]);
      expect('claim' in parsed && parsed.claim.holder?.instance).toMatch(/^[ab]$/);
    };
    const given = { reconcilers: 1, history: views.FAILOVER, prefixes: [], deployments, ends };
    expect(await explored('two stacks want the same names', given, { reconcilers: 0 })).toBeGreaterThan(1_000n);
    expect(refused).toBeGreaterThan(1);
  });
});

const { holder } = givenClaim([]);
const OLD = holder!.instance;
const RESOURCE = { [OLD]: holder!.resource } as Record<string, string>;
const FOREVER = 2_000_000_000_000;

function registration(changed: Partial<Registration> = {}): Registration {
  return {
    hostedZoneId: 'Z1', zoneName: ZONE, prefix: 'read', reconciler: QUEUE, replicationGroupId: 'testdns', ttl: 10, whenNoReplica: 'PRIMARY', adoptExisting: false, retain: false, ...changed,
  };
}

function deployment(type: Deployment['type'], instance: string, changed?: Partial<Registration>, stack = holder!.stack): Deployment {
  const place = stack.split('/')[1];
  const asked = { ...holder!, stack, place, instance, resource: RESOURCE[instance] ?? fingerprint(instance) };
  return { type, registration: registration(changed), holder: asked, instance: type === 'Create' ? undefined : instance, until: FOREVER };
}

function create(instance: string, changed?: Partial<Registration>, stack?: string) {
  return async (world: DeployWorld) => { await establish(world, deployment('Create', instance, changed, stack)); };
}

function update(instance: string, changed?: Partial<Registration>) {
  return async (world: DeployWorld) => { await establish(world, { ...deployment('Update', instance, changed), holder: { ...holder!, instance: 'other' } }); };
}

function retain(instance: string) {
  return async (world: DeployWorld) => { await keep(world, deployment('Update', instance), true); };
}

function release(instance: string, changed?: Partial<Registration>) {
  return async (world: DeployWorld) => { await abandon(world, deployment('Delete', instance, changed)); };
}

function hasClaimOf(instance: string) {
  return (zone: InMemoryZone) => {
    const parsed = parseClaim('read', zone.at(claimName('read', ZONE))[0]);
    expect('claim' in parsed && parsed.claim).toMatchObject({ holder: { instance }, earlier: [], primary: 'testdns-002' });
    expect(Object.keys(zone.leads)).toEqual(['read1', 'read2']);
  };
}
