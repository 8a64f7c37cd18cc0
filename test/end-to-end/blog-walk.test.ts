import { Story } from './story';
import { TEST_FAILOVER } from '../simulator/elasticache/failover-timeline';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('The walk of the blog post, by its own names', () => {
  test('names are made at deploy; a manual failover leads ReadOnly1 off the new primary, and to the old one when that is rebuilt', async () => {
    await story.deployGroup();
    const made = {
      ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003', ReadOnly3: 'testdns-004', ReadOnly4: 'testdns-005', ReadOnly5: 'testdns-006',
    };
    expect(await story.names()).toEqual(made);
    expect(story.group().primary.id).toBe('testdns-001');
    await story.clock.during(story.group().failover('testdns-002', TEST_FAILOVER));
    await story.wait(60);
    expect(story.group().primary.id).toBe('testdns-002');
    expect(await story.names()).toEqual({ ...made, ReadOnly1: 'testdns-003' });
    await story.wait(700);
    expect(await story.names()).toEqual({ ...made, ReadOnly1: 'testdns-001' });
  });

  test('read1 and read2 become read3 too when a node is added, and client programs need nothing but the new name', async () => {
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names({ cnamePrefix: 'read' });
    });
    expect(await story.names('read')).toEqual({ read1: 'testdns-002', read2: 'testdns-003' });
    await story.group().addReplica();
    await story.wait(310);
    expect(await story.names('read')).toEqual({ read1: 'testdns-002', read2: 'testdns-003', read3: 'testdns-004' });
  });

  test('when the node under the lowest name is removed, the last name goes, and its node takes the lowest', async () => {
    await story.deployGroup({ replicas: 3 });
    await story.group().removeReplica('testdns-002');
    await story.wait(900);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-004', ReadOnly2: 'testdns-003' });
  });
});
