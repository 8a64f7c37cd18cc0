import { Story } from './story';
import { ZONE } from './synthesize';

const MOVE = 'readonly1: testdns-002 -> testdns-003, because testdns-002 became primary';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Every move', () => {
  test('is one log line and the comment of its change batch', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.failover('testdns-002');
    await story.wait(900);
    const moves = [
      'readonly1: none -> testdns-002, because the name is new',
      'readonly2: none -> testdns-003, because the name is new',
      MOVE,
      'readonly1: testdns-003 -> testdns-001, because the names level out',
    ];
    expect(story.log()).toEqual(moves);
    expect(story.comments()).toEqual([`${moves[0]}; ${moves[1]}`, moves[2], moves[3]]);
  });
});

describe('What is not right', () => {
  test('is a log line that begins with the claim and says why', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    const told = story.log().length;
    story.group().set({ nodes: { 'testdns-002': { role: 'primary' } } });
    await story.wait(300);
    story.group().set({ nodes: { 'testdns-002': { role: 'replica' } } });
    story.group().setTopic(story.group().topicArn!, 'inactive');
    story.zone.remove(`readonly1.${ZONE}`, 'CNAME');
    story.zone.put({ name: `readonly1.${ZONE}`, type: 'CNAME', ttl: 5, values: ['elsewhere.example.com'] });
    await story.wait(300);
    await story.clock.during(story.aws.elasticache.deleteReplicationGroup('testdns'));
    await story.wait(300);
    expect([...new Set(story.log().slice(told))]).toEqual([
      'readonly: doubt, because testdns shows 2 primaries among 3 members',
      `readonly1.${ZONE}: contested, somebody else's record stands there: CNAME elsewhere.example.com ttl 5`,
      'readonly: the topic of testdns-001 is inactive, the topic of testdns-002 is inactive, the topic of testdns-003 is inactive',
      'readonly: failed, because replication group testdns was not found',
    ]);
  });
});

describe('{"action":"plan"}', () => {
  test('returns current, desired, changes and conflicts of every claim, and writes nothing', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(400);
    story.aws.sns.delivery.drop(1000);
    story.zone.remove(`readonly2.${ZONE}`, 'CNAME');
    story.zone.put({ name: `readonly2.${ZONE}`, type: 'CNAME', ttl: 5, values: ['elsewhere.example.com'] });
    await story.failover('testdns-002');
    const batches = story.zone.history.length;
    const addressOf = (node: string) => story.group().node(node).address;
    const { payload } = await story.clock.during(story.aws.lambda.invoke(story.functionName('reconcile'), { action: 'plan' }));
    expect(payload).toEqual({
      zone: ZONE,
      claims: [{
        prefix: 'readonly',
        result: 'right',
        current: { [`readonly1.${ZONE}`]: addressOf('testdns-002'), [`readonly2.${ZONE}`]: 'elsewhere.example.com' },
        desired: { [`readonly1.${ZONE}`]: 'testdns-003', [`readonly2.${ZONE}`]: 'testdns-003' },
        changes: [MOVE],
        conflicts: [{ name: `readonly2.${ZONE}`, found: 'CNAME elsewhere.example.com ttl 5' }],
      }],
    });
    expect(story.zone.history).toHaveLength(batches);
  });
});
