import { spread } from './spread';
import { Story } from './story';
import { WhenNoReplica } from '../../src';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Promise 2: Once the group has settled there are as many names as members less the primary, numbered from 1, or exactly endpointCount', () => {
  test('as replicas are added and removed', async () => {
    await story.deployGroup({ replicas: 2 });
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
    await story.group().addReplica('testdns-004');
    await story.wait(600);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003', ReadOnly3: 'testdns-004' });
    await story.group().removeReplica('testdns-003');
    await story.wait(900);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-004' });
  });

  test('endpointCount wraps round over the serving replicas', async () => {
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names({ endpointCount: 5 }); });
    expect(spread(await story.names())).toEqual({ 'testdns-002': 3, 'testdns-003': 2 });
    await story.group().addReplica('testdns-004');
    await story.wait(600);
    expect(spread(await story.names())).toEqual({ 'testdns-002': 2, 'testdns-003': 2, 'testdns-004': 1 });
  });
});

describe('A lowered endpointCount', () => {
  test('from two digits to one, and the names that stay follow on', async () => {
    const named = (endpointCount: number) => story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names({ endpointCount }); });
    await named(12);
    await named(2);
    await story.wait(900);
    expect(Object.keys(await story.names())).toEqual(['ReadOnly1', 'ReadOnly2']);
    expect(story.records()).toHaveLength(2);
    await story.failover('testdns-002');
    await story.wait(60);
    expect(spread(await story.names())).toEqual({ 'testdns-003': 2 });
  });
});

describe('Promise 5: With no serving replica, names follow whenNoReplica', () => {
  test('PRIMARY leads them to the primary', async () => {
    await story.deployGroup({ replicas: 1 });
    await story.failover('testdns-002');
    await story.wait(5);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002' });
  });

  test('KEEP leaves them where they are', async () => {
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names({ endpointCount: 2, whenNoReplica: WhenNoReplica.KEEP });
    });
    for (const node of ['testdns-002', 'testdns-003']) {
      await story.group().crash(node);
      story.group().notice(node);
      await story.wait(2);
    }
    const lastServing = { ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' };
    expect(await story.names()).toEqual(lastServing);
    expect(story.moves()).toEqual(['readonly1: testdns-002 -> testdns-003, because testdns-002 is recovering']);
  });
});
