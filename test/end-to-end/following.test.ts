import { spread } from './spread';
import { Story } from './story';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Promise 1: After a pass no name is on the primary while a replica serves', () => {
  test('through two failovers in a row', async () => {
    await story.deployGroup();
    for (const promoted of ['testdns-002', 'testdns-003']) {
      await story.failover(promoted);
      await story.wait(2);
      const names = await story.names();
      expect(Object.keys(names)).toHaveLength(5);
      expect(Object.values(names)).not.toContain(promoted);
      await story.wait(700);
    }
  });
});

describe('Promise 3: A name moves only when its node no longer serves, or when two serving replicas differ by two names or more (while a listed replica is down, stand-ins alone), and never more names than it takes', () => {
  test('five names, one of which moves', async () => {
    await story.deployGroup();
    const before = await story.names();
    await story.failover('testdns-002');
    await story.wait(60);
    expect(await story.names()).toEqual({ ...before, ReadOnly1: 'testdns-003' });
    await story.wait(1200);
    expect(await story.names()).toEqual({ ...before, ReadOnly1: 'testdns-001' });
    expect(story.moves()).toEqual([
      'readonly1: testdns-002 -> testdns-003, because testdns-002 became primary',
      'readonly1: testdns-003 -> testdns-001, because the names level out',
    ]);
  });

  test('an added replica takes its share while another is down: the name that stands in moves there, and no other', async () => {
    await story.deployGroup({ replicas: 3 });
    await story.group().crash('testdns-004');
    story.group().notice('testdns-004');
    await story.group().addReplica('testdns-005', { ready: 200_000 });
    await story.wait(500);
    expect(story.group().node('testdns-004').alive).toBe(false);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003', ReadOnly3: 'testdns-005', ReadOnly4: 'testdns-003' });
    await story.wait(600);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003', ReadOnly3: 'testdns-005', ReadOnly4: 'testdns-004' });
    expect(story.moves()).toEqual([
      'readonly3: testdns-004 -> testdns-002, because testdns-004 is recovering',
      'readonly3: testdns-002 -> testdns-005, because the names level out',
      'readonly4: testdns-003 -> testdns-004, because the names level out',
    ]);
  });
});

describe('Promise 4: No name is given to, or left on, a node that is reported, or by a role change implied, not to serve', () => {
  test('the old primary holds no name in the ten minutes in which ElastiCache calls it an available replica', async () => {
    await story.deployGroup({ replicas: 1 });
    await story.failover('testdns-002');
    for (let second = 0; second < 620; second += 20) {
      await story.wait(20);
      expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002' }); // the primary: there is no other replica.
    }
    await story.wait(400);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001' });
  });

  test('names leave a node that is rebooted, and one that ElastiCache is replacing', async () => {
    await story.deployGroup({ replicas: 3 });
    await story.group().reboot('testdns-002', { ms: 400_000 });
    await story.wait(301);
    expect(spread(await story.names())).toEqual({ 'testdns-003': 2, 'testdns-004': 1 });
    await story.wait(400);
    await story.group().crash('testdns-003');
    story.group().notice('testdns-003');
    await story.wait(5);
    expect(spread(await story.names())).toEqual({ 'testdns-002': 2, 'testdns-004': 1 });
    await story.wait(900);
    expect(spread(await story.names())).toEqual({ 'testdns-002': 1, 'testdns-003': 1, 'testdns-004': 1 });
  });

  test('a replica that is being created gets no name before it serves', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.group().addReplica('testdns-004');
    await story.wait(290);
    expect(Object.values(await story.names())).not.toContain('testdns-004');
    await story.wait(200);
    expect(Object.values(await story.names())).toContain('testdns-004');
  });
});
