import fc from 'fast-check';
import { givenRequest, idOf, registration, Requests, served, SETTINGS } from './given-request';
import { parseClaim, claimText } from '../../../src/reconciler/decide/claim-text';
import { implausible } from '../../../src/reconciler/decide/plausible';
import { txt } from '../../../src/reconciler/decide/record';
import { Request } from '../../../src/reconciler/deploy/custom-resource';
import { registrationFault } from '../../../src/reconciler/deploy/registration-fault';
import { claimName } from '../../../src/reconciler/names';
import { Registration } from '../../../src/reconciler/settings';
import { ZONE } from '../given-claim';
import { givenWorld } from '../given-world';

// RFC 1123 section 2.1, and RFC 1035 section 2.3.4: what a name of a host is.
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

const anyText = fc.oneof(fc.string({ maxLength: 80 }), fc.stringMatching(/^[a-z0-9.*_-]{1,30}$/), fc.stringMatching(/^[a-z]{60,64}$/), fc.constantFrom('read', 'r1', '*', '_dmarc', 'a..b', 'n'.repeat(62), `read.${'o'.repeat(63)}`, `read${`.${'o'.repeat(60)}`.repeat(4)}`, 'read.orders', '-a'));
const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.integer({ min: -2, max: 60 }));
const anything = fc.oneof(anyText, anyNumber, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));

/** A registration with something in it changed to whatever it may be. */
const anyRegistration = fc.tuple(
  fc.constantFrom<keyof Registration>('prefix', 'ttl', 'endpointCount', 'highestName', 'replicationGroupId', 'whenNoReplica', 'topicArn', 'adoptExisting', 'retain', 'zoneName'),
  anything,
  fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
).map(([key, value, endpointCount]) => ({ ...registration({ endpointCount }), [key]: value }) as unknown as Registration);

test('whatever registration is accepted, names of hosts can be made of it, and its numbers are in range', () => {
  fc.assert(fc.property(anyRegistration, (registered) => {
    if (registrationFault(registered, SETTINGS) !== undefined) return;
    const { prefix, ttl, endpointCount = 5 } = registered; // no group has more replicas
    const [first, ...rest] = prefix.split('.');
    for (const number of [1, endpointCount]) expect([`${first}${number}`, ...rest, ZONE].join('.')).toMatch(HOST);
    expect(first).not.toMatch(/\d$/);
    expect([ttl >= 1 && ttl <= 3600, Number.isInteger(ttl), endpointCount >= 1 && endpointCount <= 50]).toEqual([true, true, true]);
  }), { numRuns: 500 });
});

test('whatever is asked, there is one answer, JSON of no more than 4,096 bytes, and what was refused leaves nothing', async () => {
  await fc.assert(fc.asyncProperty(anyRegistration, fc.constantFrom('Create', 'Update'), async (registered, type) => {
    const world = givenWorld([], ['p', 'r', 'r']);
    const PhysicalResourceId = type === 'Update' ? idOf('c-0') : undefined;
    const answer = await served(world, givenRequest(type as Request['RequestType'], 'c-1', registered, world, { PhysicalResourceId }));
    expect(typeof answer.PhysicalResourceId).toBe('string');
    if (answer.Status === 'FAILED') {expect([answer.Reason !== '', world.zone.all]).toEqual([true, []]);} else {
      for (const record of world.zone.all.filter(({ type: kind }) => kind === 'TXT')) {
        const parsed = parseClaim(registered.prefix, record);
        expect('claim' in parsed && implausible(parsed.claim, Math.floor(world.clock.now() / 1000))).toBeUndefined();
      }
    }
  }), { numRuns: 100 });
}, 60_000);

test('whatever its registration says, a Delete takes away what its id names, and answers with that id', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(anyRegistration.map((registered) => JSON.stringify(registered)), anything), async (property) => {
    const world = givenWorld([], ['p', 'r', 'r']);
    await new Requests(world).create();
    const ResourceProperties = { Registration: property };
    const answer = await served(world, givenRequest('Delete', 'd-1', undefined, world, { ResourceProperties, PhysicalResourceId: idOf('c-1') }));
    expect(answer).toEqual({ Status: 'SUCCESS', PhysicalResourceId: idOf('c-1') });
    expect(world.zone.all).toEqual([]);
  }), { numRuns: 100 });
}, 60_000);

test('whatever the program wrote, it reads back as it was', async () => {
  const numbers = [fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 3600 })] as const;
  await fc.assert(fc.asyncProperty(...numbers, fc.boolean(), async (endpointCount, ttl, isKept) => {
    const world = givenWorld([], ['p', 'r', 'r']);
    await new Requests(world).create('c-1', { endpointCount, ttl, whenNoReplica: isKept ? 'KEEP' : 'PRIMARY' });
    const claim = new Requests(world).claim();
    expect(claim).toMatchObject({ endpointCount, ttl, whenNoReplica: isKept ? 'KEEP' : 'PRIMARY' });
    expect(parseClaim('read', txt(claimName('read', ZONE), claimText(claim), 60))).toEqual({ claim });
  }), { numRuns: 50 });
}, 60_000);
