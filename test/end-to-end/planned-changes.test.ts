import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { missed } from './continuity';
import { Story } from './story';
import { Parts, ZONE } from './synthesize';

let story: Story;
let deployed: number;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Blue and green', () => {
  const served = (by: 'blue' | 'green', ...kept: string[]) => ({ stack, replicationGroup, names }: Parts) => {
    // as docs/planned-changes.md has it: neither group may lose its topic when the names leave it.
    const topic = new Topic(stack, 'Notifications');
    topic.addToResourcePolicy(new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceOwner': stack.account } },
    }));
    const groups = Object.fromEntries(kept.map((id) => [id, replicationGroup(id, 2)]));
    for (const group of Object.values(groups)) {
      group.notificationTopicArn = topic.topicArn;
      group.node.addDependency(topic);
    }
    names({ replicationGroup: groups[by] });
  };

  beforeEach(async () => {
    await story.deploy(served('blue', 'blue', 'green'));
    expect(await story.names()).toEqual({ ReadOnly1: 'blue-002', ReadOnly2: 'blue-003' });
    deployed = story.zone.history.length;
  });

  test('the names go over to the other group in one step and one change batch, and DNS never misses one', async () => {
    await story.deploy(served('green', 'blue', 'green'));
    expect(await story.names()).toEqual({ ReadOnly1: 'green-002', ReadOnly2: 'green-003' });
    expect(story.zone.history).toHaveLength(deployed + 1);
    expect(missed(story.zone, [`readonly1.${ZONE}`, `readonly2.${ZONE}`], deployed)).toEqual([]);
    await story.failover('green-002', 'green');
    await story.wait(5);
    expect(await story.names()).toEqual({ ReadOnly1: 'green-003', ReadOnly2: 'green-003' });
  });

  test('and back in the same way, or by a deployment that fails', async () => {
    await story.deploy(served('green', 'blue', 'green'));
    await story.deploy(served('blue', 'blue', 'green'));
    expect(await story.names()).toEqual({ ReadOnly1: 'blue-002', ReadOnly2: 'blue-003' });
    await expect(story.deploy((parts) => { served('green', 'blue', 'green')(parts); parts.failing(); })).rejects.toThrow('Failing');
    expect(await story.names()).toEqual({ ReadOnly1: 'blue-002', ReadOnly2: 'blue-003' });
    expect(missed(story.zone, [`readonly1.${ZONE}`, `readonly2.${ZONE}`], deployed)).toEqual([]);
  });

  test('then the old group can go, in a deployment of its own', async () => {
    await story.deploy(served('green', 'blue', 'green'));
    await story.deploy(served('green', 'green'));
    expect(await story.names()).toEqual({ ReadOnly1: 'green-002', ReadOnly2: 'green-003' });
  });
});

describe('A second construct for the same group', () => {
  const both = (...prefixes: string[]) => ({ replicationGroup, names }: Parts) => {
    replicationGroup('testdns', 2);
    prefixes.forEach((cnamePrefix) => names({ cnamePrefix }, `Readers-${cnamePrefix}`));
  };

  test('has names of another prefix beside the first, and the first can go when no client asks for it', async () => {
    await story.deploy(both('old'));
    await story.deploy(both('old', 'new'));
    await story.failover('testdns-002');
    await story.wait(5);
    const moved = { 1: 'testdns-003', 2: 'testdns-003' };
    for (const prefix of ['old', 'new']) expect(await story.names(prefix)).toEqual({ [`${prefix}1`]: moved[1], [`${prefix}2`]: moved[2] });
    await story.deploy(both('new'));
    expect(await story.names('old')).toEqual({});
    expect(await story.names('new')).toEqual({ new1: 'testdns-003', new2: 'testdns-003' });
  });
});

describe('A replica that is ordered to go', () => {
  test('has its name for one sweep at most, while ElastiCache still lists it: no event tells of the order', async () => {
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 3);
      names();
    });
    await story.group().removeReplica('testdns-003', { gone: 600_000 });
    await story.wait(310);
    expect(await story.names()).toMatchObject({ ReadOnly1: 'testdns-002' });
    expect(Object.values(await story.names())).not.toContain('testdns-003');
    expect(story.group().nodes.map(({ id }) => id)).toContain('testdns-003');
  });
});
