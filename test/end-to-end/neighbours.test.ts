import { Story } from './story';
import { ZONE } from './synthesize';

const CLAIM_OF_LATER = { name: `read.orders._replica-endpoint-dns.${ZONE}`, type: 'TXT', ttl: 60, values: ['"v=2 x=1"'] };

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Two reconcilers of two stacks in one zone', () => {
  test('never touch or block each other: each moves its own names, and one goes on when the other fails', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('orders', 2); names({ cnamePrefix: 'read.orders' }); }, 'Orders');
    await story.wait(200);
    const reconcilers = [story.functionName('reconcile'), story.functionName('reconcile', 'Orders')];
    expect(new Set(reconcilers).size).toBe(2);
    const orders = story.aws.cloudformation.stack('Orders').find('AWS::IAM::Role', 'ReconcilerRole').physicalId;
    story.aws.faults.on('route53:ChangeResourceRecordSets', { kind: 'error', when: ({ caller }) => caller.endsWith(orders) });
    await story.clock.during(Promise.all([story.group('testdns').failover('testdns-002'), story.group('orders').failover('orders-002')]));
    await story.wait(20);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    expect(await story.names('read.orders')).toEqual({ 'read1.orders': 'orders-002', 'read2.orders': 'orders-003' });
    story.aws.faults.clear();
    await story.wait(60);
    expect(await story.names('read.orders')).toEqual({ 'read1.orders': 'orders-003', 'read2.orders': 'orders-003' });
    await story.destroy('Orders');
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
  });
});

describe('A claim of a newer format', () => {
  test('is refused, not obeyed, by a deployment that would have its names', async () => {
    story.zone.put(CLAIM_OF_LATER);
    const deploying = story.deploy(({ replicationGroup, names }) => { replicationGroup('orders', 2); names({ cnamePrefix: 'read.orders' }); });
    await expect(deploying).rejects.toThrow(`the record ${CLAIM_OF_LATER.name} has format version 2, which this version of the library does not know: `
      + 'delete it, or choose another cnamePrefix');
    expect(story.claims()).toEqual(CLAIM_OF_LATER.values);
  });

  test('is left as it is by a reconciler, which looks after its other claims', async () => {
    await story.deploy(({ replicationGroup, names }) => {
      for (const id of ['orders', 'testdns']) {
        replicationGroup(id, 2);
        names({ cnamePrefix: `read.${id}` }, id);
      }
    });
    story.zone.put(CLAIM_OF_LATER);
    await story.clock.during(Promise.all([story.group('testdns').failover('testdns-002'), story.group('orders').failover('orders-002')]));
    await story.wait(1200);
    expect(story.claims()).toContain('"v=2 x=1"');
    expect(await story.names('read.orders')).toEqual({ 'read1.orders': 'orders-002', 'read2.orders': 'orders-003' });
    expect(await story.names('read.testdns')).toEqual({ 'read1.testdns': 'testdns-001', 'read2.testdns': 'testdns-003' });
    expect(story.alarms()).toEqual(['NotLookedAfter']);
  });
});

describe('IAM, which takes a while to know a new policy', () => {
  test('fails no second construct of a live stack, and its names follow', async () => {
    await story.deployGroup({ replicas: 2 });
    story.aws.iam.propagation.seconds = 12;
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names();
      replicationGroup('orders', 2);
      names({ cnamePrefix: 'read.orders' }, 'Orders');
    });
    await story.failover('orders-002', 'orders');
    await story.wait(35);
    expect(await story.names('read.orders')).toEqual({ 'read1.orders': 'orders-003', 'read2.orders': 'orders-003' });
    expect(story.alarms()).not.toContain('DeadLetters');
  });
});
