import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Story } from './story';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Promise 10: After a deploy the names exist and are right; after a destroy nothing of ours is left; a rollback leaves the zone as it was found', () => {
  test('deploy, then destroy', async () => {
    await story.deployGroup({ replicas: 2 });
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
    await story.destroy();
    expect(story.records()).toEqual([]);
    expect(story.claims()).toEqual([]);
  });

  test('with RETAIN, names and claim stay', async () => {
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names({ removalPolicy: RemovalPolicy.RETAIN }); });
    const before = await story.names();
    await story.destroy();
    expect(await story.names()).toEqual(before);
    expect(story.claims()).toHaveLength(1);
  });

  test('a deployment that fails later takes the names back', async () => {
    const deploying = story.deploy(({ replicationGroup, names, failing }) => { replicationGroup('testdns', 2); names(); failing(); });
    await expect(deploying).rejects.toThrow(/Failing/);
    expect(story.records()).toEqual([]);
    expect(story.claims()).toEqual([]);
  });
});
