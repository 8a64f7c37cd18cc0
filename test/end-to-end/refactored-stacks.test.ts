import { missed } from './continuity';
import { Story } from './story';
import { Parts, synthesize, ZONE } from './synthesize';

const NAMES = [`readonly1.${ZONE}`, `readonly2.${ZONE}`];

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

const named = (id: string) => ({ replicationGroup, names }: Parts) => { replicationGroup('testdns', 2); names({}, id); };

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html: resources move by their physical ids; no resource is made, changed or deleted.
describe('Stack refactoring gives the claim another logical id without a call', () => {
  beforeEach(async () => {
    await story.deploy(named('Readers'));
    const withoutHash = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');
    const after = Object.keys(synthesize(story.zone.id, named('Moved')).template.Resources);
    const claim = story.aws.cloudformation.stack('Shop').find('Custom::ReplicaEndpointDns');
    story.aws.cloudformation.refactor('Shop', (logicalId) => after.find((each) => withoutHash(each) === withoutHash(logicalId).replace('Readers', 'Moved')) ?? logicalId);
    const moved = story.aws.cloudformation.stack('Shop').find('Custom::ReplicaEndpointDns');
    expect(moved).toEqual({ ...claim, logicalId: expect.stringMatching(/^Moved/) });
  });

  test.each([
    ['succeeds', false], ['fails and is rolled back', true],
  ])('and the next deployment that changes it %s: the names never miss, follow, and go with their stack', async (_, fails) => {
    const moved = story.zone.history.length;
    const deploying = story.deploy((parts) => {
      parts.replicationGroup('testdns', 2);
      parts.names({ endpointCount: 1 }, 'Moved');
      if (fails) parts.failing();
    });
    if (fails) await expect(deploying).rejects.toThrow('Failing');
    else await deploying;
    await story.wait(400);
    await story.failover('testdns-002');
    await story.wait(5);
    expect((await story.names()).ReadOnly1).toBe('testdns-003');
    expect(Object.keys(await story.names())).toHaveLength(fails ? 2 : 1);
    expect(missed(story.zone, fails ? NAMES : NAMES.slice(0, 1), moved)).toEqual([]);
    await story.destroy();
    expect([story.records(), story.claims()]).toEqual([[], []]);
  });

  test('and another construct that takes the old logical id leaves its names alone', async () => {
    const moved = story.zone.history.length;
    await story.deploy((parts) => {
      named('Moved')(parts);
      parts.names({ cnamePrefix: 'scan' }, 'Readers');
    });
    await story.wait(400);
    expect([await story.names(), await story.names('scan')]).toEqual([
      { ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' }, { scan1: 'testdns-002', scan2: 'testdns-003' },
    ]);
    expect(missed(story.zone, NAMES, moved)).toEqual([]);
  });
});
