import { Story } from './story';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('A group of one replica', () => {
  test('has one name, which follows the role there and back', async () => {
    await story.deployGroup({ replicas: 1 });
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002' });
    await story.failover('testdns-002');
    await story.wait(700);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001' });
    await story.failover('testdns-001');
    await story.wait(700);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002' });
  });
});

describe('A group that goes over to TLS', () => {
  test('gives every node another endpoint, and every name follows, without an event to tell of it', async () => {
    await story.deployGroup({ replicas: 2 });
    const before = story.records();
    story.group().renameEndpoints();
    await story.wait(310);
    const [one, two] = story.group().replicas;
    expect(story.records()).toEqual([`readonly1.private.redisdub.pl CNAME ${one.address}`, `readonly2.private.redisdub.pl CNAME ${two.address}`]);
    expect(story.records()).not.toEqual(before);
    expect(story.moves()).toEqual([
      'readonly1: testdns-002 -> testdns-002, because the endpoint of testdns-002 was renamed',
      'readonly2: testdns-003 -> testdns-003, because the endpoint of testdns-003 was renamed',
    ]);
  });
});

describe('The ten dead minutes, as they were observed', () => {
  test('every answer calls the old primary an available replica, it refuses connections all the while, and no name leads to it', async () => {
    await story.deployGroup();
    await story.failover('testdns-002');
    const seen = new Set<string>();
    for (let second = 0; second < 620; second += 10) {
      await story.wait(second === 0 ? 2 : 10);
      const { alive, role, status } = story.group().node('testdns-001');
      seen.add(`${role} ${status} ${alive ? 'answers' : 'is dead'}, names: ${Object.values(await story.names()).filter((node) => node === 'testdns-001').length}`);
    }
    expect([...seen]).toEqual(['replica available is dead, names: 0']);
    expect(recoveryLog()).toEqual(['+83 s Recovering cache nodes 0001']);
    await story.wait(30);
    expect(recoveryLog()).toEqual(['+83 s Recovering cache nodes 0001', '+623 s Finished recovery for cache nodes 0001']);
    expect(Object.values(await story.names())).toContain('testdns-001');
  });
});

/** What ElastiCache logged of the old primary since it failed. */
function recoveryLog(): string[] {
  const { items } = story.aws.elasticache.describeEvents({ sourceType: 'cache-cluster', sourceIdentifier: 'testdns-001' });
  const [failover, ...later] = [...items].reverse();
  return later.map(({ date, message }) => `+${(date - failover.date) / 1000} s ${message}`);
}
