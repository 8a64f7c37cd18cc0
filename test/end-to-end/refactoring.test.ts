import { Construct } from 'constructs';
import { missed } from './continuity';
import { Story } from './story';
import { Parts, ZONE } from './synthesize';
import { ReplicaEndpointDns } from '../../src';

const NAMES = [`readonly1.${ZONE}`, `readonly2.${ZONE}`];

let story: Story;
let deployed: number;

beforeEach(async () => {
  story = await Story.begin();
  await story.deployGroup({ replicas: 2 });
  deployed = story.zone.history.length;
});

afterEach(async () => {
  await story.end();
});

describe('A construct', () => {
  test.each([
    ['renamed', ({ replicationGroup, names }: Parts) => {
      replicationGroup('testdns', 2);
      names({}, 'RenamedReaders');
    }],
    ['moved to another scope', ({ stack, hostedZone, replicationGroup }: Parts) => {
      const group = replicationGroup('testdns', 2);
      new ReplicaEndpointDns(new Construct(stack, 'Data'), 'Readers', { replicationGroup: group, hostedZone, cnamePrefix: 'ReadOnly' });
    }],
  ])('%s hands its names over without a gap, and they are looked after', async (_, define) => {
    await story.deploy(define);
    expect(story.claims()).toHaveLength(1);
    await followsAFailover();
    expect(missed(story.zone, NAMES, deployed)).toEqual([]);
    await story.destroy();
    expect([story.records(), story.claims()]).toEqual([[], []]);
  });
});

describe('Another cnamePrefix', () => {
  const renamed = ({ replicationGroup, names }: Parts) => {
    replicationGroup('testdns', 2);
    names({ cnamePrefix: 'read' });
  };

  test('gives other names, and releases the old ones when the whole update has succeeded', async () => {
    await story.deploy(renamed);
    expect(await story.names('read')).toEqual({ read1: 'testdns-002', read2: 'testdns-003' });
    expect(await story.names()).toEqual({});
    expect(story.claims()).toHaveLength(1);
  });

  test.each(['update', 'nothing'] as const)(
    'in a deployment that fails later and rolls back (the claim then hears of it: %s) leaves the old names as they were, and DNS never missed one',
    async (heard) => {
      story.aws.cloudformation.replacementRollback = heard;
      await expect(story.deploy((parts) => { renamed(parts); parts.failing(); })).rejects.toThrow('Failing');
      expect(await story.names('read')).toEqual({});
      expect(story.claims()).toHaveLength(1);
      await followsAFailover();
      expect(missed(story.zone, NAMES, deployed)).toEqual([]);
    },
  );
});

async function followsAFailover() {
  expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  await story.failover('testdns-002');
  await story.wait(5);
  expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
}
