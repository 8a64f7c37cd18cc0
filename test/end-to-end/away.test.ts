import { Story } from './story';
import { ReplicationGroup } from '../simulator/elasticache/replication-group';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('An Availability Zone that is away', () => {
  test.each([
    ['for three hours, of which ElastiCache tells at once', 3 * HOUR, 'at once'],
    ['for three hours, of which ElastiCache tells when it is back', 3 * HOUR, 'when it is back'],
    ['for three days, of which ElastiCache tells at once', 72 * HOUR, 'at once'],
    ['for three days, of which ElastiCache tells when it is back', 72 * HOUR, 'when it is back'],
  ] as const)('%s: no name leads to the primary that was there until its replacement serves', async (_, seconds, told) => {
    await story.deployGroup({ replicas: 2 });
    await story.clock.during(story.group().zoneAway('us-east-1a', seconds * 1000, { told }));
    await story.wait(10);
    await staysAway('testdns-001', seconds);
    expect(Object.values(await story.names())).toEqual(['testdns-003', 'testdns-003']);
    await story.wait(HOUR / 2);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001', ReadOnly2: 'testdns-003' });
    expect(story.moves()).toHaveLength(2);
    expect(story.claims()[0]).not.toMatch(/ [du]=/);
  }, 120_000);

  test('takes the names from the replica that was there, once ElastiCache says that it recovers', async () => {
    await story.deployGroup({ replicas: 3 });
    await story.clock.during(story.group().zoneAway('us-east-1c', 3 * HOUR * 1000));
    await story.wait(5 * MINUTE);
    await staysAway('testdns-003', 3 * HOUR);
    await story.wait(HOUR / 2);
    expect(Object.values(await story.names()).sort()).toEqual(['testdns-002', 'testdns-003', 'testdns-004']);
    expect(story.moves()).toHaveLength(2);
  });

  test('while the function could not run, and the event that closes the recovery is hours old when it can', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.clock.during(story.group().zoneAway('us-east-1a', HOUR * 1000));
    await story.wait(10 * MINUTE);
    story.aws.faults.on('elasticache:DescribeReplicationGroups', { kind: 'error' });
    await story.wait(5 * HOUR);
    story.aws.faults.clear();
    await story.wait(10 * MINUTE);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001', ReadOnly2: 'testdns-003' });
  });

  test.each(['route53:ChangeResourceRecordSets', 'elasticache:DescribeEvents', 'elasticache:DescribeReplicationGroups'])(
    'together with %s, for hours: names leave the replica that was there when the function can work again', async (action) => {
      await story.deployGroup({ replicas: 3 });
      await story.wait(HOUR);
      story.aws.faults.on(action, { kind: 'error' });
      await story.clock.during(story.group().zoneAway('us-east-1c', 9 * HOUR * 1000));
      await story.wait(5 * HOUR);
      story.aws.faults.clear();
      await story.wait(10 * MINUTE);
      expect(Object.values(await story.names())).not.toContain('testdns-003');
    }, 120_000,
  );
});

describe('ElastiCache\'s events', () => {
  test('that come ten minutes late change only when the old primary has names again', async () => {
    await story.deployGroup({ replicas: 2 });
    story.aws.elasticache.delayEvents(() => 10 * MINUTE * 1000);
    await story.failover('testdns-002');
    await story.wait(10);
    await staysAway('testdns-001', 1200);
    await story.wait(HOUR / 2);
    expect(Object.values(await story.names())).toContain('testdns-001');
  });

  test('that never come leave the old primary without names: nothing says that it is back', async () => {
    await story.deployGroup({ replicas: 2 });
    story.aws.elasticache.delayEvents(() => Infinity);
    await story.failover('testdns-002');
    await story.wait(10);
    await staysAway('testdns-001', 2 * HOUR);
    story.aws.elasticache.delayEvents(() => 0);
    await story.clock.during(story.group().reboot('testdns-001'));
    await story.wait(10 * MINUTE);
    expect(Object.values(await story.names())).toContain('testdns-001');
  });

  test('in another order, the end of a recovery before its beginning, change nothing', async () => {
    await story.deployGroup({ replicas: 2 });
    story.aws.elasticache.oldestEventsFirst();
    story.aws.elasticache.delayEvents(({ message }) => (message.startsWith('Recovering') ? 15 * MINUTE * 1000 : 0));
    await story.failover('testdns-002');
    await story.wait(10);
    await staysAway('testdns-001', 600);
    await story.wait(HOUR / 2);
    expect(story.moves()).toEqual([
      'readonly1: testdns-002 -> testdns-003, because testdns-002 became primary',
      'readonly1: testdns-003 -> testdns-001, because the names level out',
    ]);
  });
});

describe('An old primary', () => {
  test('whose engine was upgraded is back when it was restarted: no recovery is logged then', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.clock.during(story.group().upgradeEngine());
    await story.wait(10 * MINUTE);
    expect(Object.values(await story.names()).sort()).toEqual(['testdns-001', 'testdns-003']);
  });

  test('of a promotion by hand, for which automatic failover is disabled, has names three minutes later', async () => {
    await story.deployGroup({ replicas: 2 });
    story.group().set({ automaticFailover: 'disabled' });
    await promote('testdns-002');
    // no event tells of it: the sweep sees it.
    for (let second = 0; second < 310 && Object.values(await story.names()).includes('testdns-002'); second += 10) await story.wait(10);
    expect(Object.values(await story.names())).toEqual(['testdns-003', 'testdns-003']);
    story.group().set({ automaticFailover: 'enabled' });
    await story.wait(10 * MINUTE);
    expect(Object.values(await story.names()).sort()).toEqual(['testdns-001', 'testdns-003']);
  });
});

test('A node that is removed while it recovers, and made again with its old id, has a name as soon as it serves', async () => {
  await story.deployGroup({ replicas: 3 });
  await story.group().crash('testdns-004');
  story.group().notice('testdns-004');
  await story.wait(10);
  expect(Object.values(await story.names())).not.toContain('testdns-004');
  await story.clock.during(story.group().removeReplica('testdns-004'));
  await story.wait(200);
  await story.clock.during(story.group().addReplica('testdns-004'));
  await story.wait(310);
  expect(Object.values(await story.names())).toContain('testdns-004');
});

/** No name leads to the node, whenever one looks. */
async function staysAway(node: string, seconds: number): Promise<void> {
  const step = Math.max(20, Math.ceil(seconds / 30));
  for (let second = 0; second < seconds; second += step) {
    expect({ second, on: Object.values(await story.names()).filter((one) => one === node) }).toEqual({ second, on: [] });
    await story.wait(Math.min(step, seconds - second));
  }
}

async function promote(node: string, group: ReplicationGroup = story.group()): Promise<void> {
  await story.clock.during(group.promote(node));
}
