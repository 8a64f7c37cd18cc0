import { Story } from './story';
import { ZONE } from './synthesize';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

/** How a record is named in a refusal, and which of two forms the answer has. */
const REFUSALS = [['quoted', 'ErrorResponse'], ['prose', 'ErrorResponse'], ['quoted', 'InvalidChangeBatch']] as const;

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-change-guardrails.html: the whole batch is refused, in words that are documented nowhere.
describe.each(REFUSALS)('A zone that refuses to delete names which clients still ask for, in a refusal that is %s, as %s', (wording, form) => {
  beforeEach(async () => {
    story.zone.wording = wording;
    story.aws.route53.refusalForm = form;
    story.zone.guardrails.enable('ACTIVE_RECORD_CHECK');
    await story.deployGroup({ replicas: 3 });
    await story.group().removeReplica('testdns-004');
    await story.wait(600);
  });

  test('keeps a name too many, which is told, and all names follow a failover', async () => {
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003', ReadOnly3: expect.stringMatching(/00[23]$/) });
    expect(story.alarms()).toEqual(['ContestedNames']);
    expect(story.log()).toContainEqual(expect.stringMatching(new RegExp(`^readonly3\\.${ZONE}: stays, although the group has fewer replicas: InvalidChangeBatch: .*ACTIVE_RECORD_CHECK`)));

    await story.failover('testdns-002');
    await story.wait(30);
    expect([...new Set(Object.values(await story.names()))]).toEqual(['testdns-003']);
    await story.wait(900);
    expect(Object.values(await story.names()).sort()).not.toContain('testdns-002');
  });

  test('loses the name as soon as nobody asks for it any more', async () => {
    story.zone.guardrails.isAskedFor = ({ name }) => !name.startsWith('readonly3.');
    await story.wait(1500);
    expect(Object.keys(await story.names())).toEqual(['ReadOnly1', 'ReadOnly2']);
    expect(story.alarms()).toEqual([]);
  });

  test('is asked for the removal once in a pass', async () => {
    story.aws.faults.clear();
    const refused = countRefusals();
    await story.wait(3_000);
    expect(refused()).toBeLessThanOrEqual(11);
    expect(refused()).toBeGreaterThan(5);
  });
});

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/rrset-protection.html
describe.each(REFUSALS)('A name that is protected from any change, in a refusal that is %s, as %s', (wording, form) => {
  test('stays and is told, and the others of the claim and those of other claims follow', async () => {
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 3);
      names();
      replicationGroup('orders', 2);
      names({ cnamePrefix: 'read.orders' }, 'Orders');
    });
    story.zone.wording = wording;
    story.aws.route53.refusalForm = form;
    story.zone.protections.add(`readonly1.${ZONE}`, 'CNAME', 'ask the network team');
    story.group().set({ nodes: { 'testdns-002': { status: 'rebooting cache cluster nodes' }, 'testdns-003': { status: 'rebooting cache cluster nodes' } } });
    story.group('orders').set({ nodes: { 'orders-002': { status: 'rebooting cache cluster nodes' } } });
    await story.wait(330);

    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-004', ReadOnly3: 'testdns-004' });
    expect(await story.names('read.orders')).toEqual({ 'read1.orders': 'orders-003', 'read2.orders': 'orders-003' });
    expect(story.log()).toContainEqual(expect.stringMatching(new RegExp(`^readonly1\\.${ZONE}: contested, Route 53 refuses to change it: InvalidChangeBatch: .*ask the network team`)));
    expect(story.alarms()).toEqual(['ContestedNames']);

    story.zone.protections.remove(`readonly1.${ZONE}`, 'CNAME');
    await story.wait(330);
    expect(await story.names()).toMatchObject({ ReadOnly1: 'testdns-004' });
  });
});

/** Refused batches from now on: every call that left no change in the history. */
function countRefusals(): () => number {
  const apply = story.zone.apply.bind(story.zone);
  let refused = 0;
  story.zone.apply = (...args: Parameters<typeof apply>) => {
    try {
      return apply(...args);
    } catch (error) {
      refused += 1;
      throw error;
    }
  };
  return () => refused;
}
