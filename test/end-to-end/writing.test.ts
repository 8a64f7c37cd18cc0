import { spread } from './spread';
import { Story } from './story';
import { ACCOUNT, ZONE } from './synthesize';
import { refusalOf } from '../simulator/iam/refusal';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Promise 6: All of a claim\'s names move in one change batch or none do; trouble with one claim never delays another', () => {
  test('three names move in one batch', async () => {
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 1); names({ endpointCount: 3 }); });
    const batches = story.zone.history.length;
    await story.failover('testdns-002');
    await story.wait(30);
    expect(story.zone.history).toHaveLength(batches + 1);
    expect(spread(await story.names())).toEqual({ 'testdns-002': 3 });
  });

  test('a group that is gone does not keep the names of a healthy one from moving', async () => {
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names();
      replicationGroup('orders', 2);
      names({ cnamePrefix: 'read.orders' }, 'Orders');
    });
    await story.clock.during(story.aws.elasticache.deleteReplicationGroup('orders'));
    await story.failover('testdns-002');
    await story.wait(5);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    expect(Object.keys(await story.names('read.orders'))).toHaveLength(2);
  });
});

describe('Promise 7: A record that is not ours is never touched', () => {
  test('a name that somebody else changed is left and reported, and the others move on', async () => {
    await story.deployGroup({ replicas: 3 });
    story.zone.remove(`readonly1.${ZONE}`, 'CNAME');
    story.zone.put({ name: `readonly1.${ZONE}`, type: 'CNAME', ttl: 5, values: ['elsewhere.example.com'] });
    await story.failover('testdns-003');
    await story.wait(900);
    expect(await story.names()).toEqual({ ReadOnly1: 'elsewhere', ReadOnly2: 'testdns-001', ReadOnly3: 'testdns-004' });
    expect(story.alarms()).toEqual(['ContestedNames']);
  });
});

describe('Promise 11: The reconciler can change only CNAMEs of the claimed prefixes and the claims themselves, deleting and creating, never overwriting', () => {
  test('any other change is refused by the role in the template', async () => {
    await story.deployGroup({ replicas: 2 });
    const { physicalId: role } = story.aws.cloudformation.stack('Shop').find('AWS::IAM::Role', 'ReconcilerRole');
    const may = (action: string, type: string, name: string) => (
      allowed(role, { Actions: [action], RecordTypes: [type], NormalizedRecordNames: [name] })
    );
    expect(may('CREATE', 'CNAME', `readonly1.${ZONE}`)).toBe(true);
    expect(may('DELETE', 'TXT', `readonly._replica-endpoint-dns.${ZONE}`)).toBe(true);
    expect(may('UPSERT', 'CNAME', `readonly1.${ZONE}`)).toBe(false);
    expect(may('CREATE', 'A', `readonly1.${ZONE}`)).toBe(false);
    expect(may('CREATE', 'CNAME', `www.${ZONE}`)).toBe(false);
    expect(may('DELETE', 'CNAME', `readonlyx.${ZONE}`)).toBe(false);
    expect(allowed(role, {})).toBe(false);
  });
});

function allowed(role: string, keys: Record<string, string[]>): boolean {
  const context = Object.fromEntries(Object.entries(keys).map(([key, values]) => [`route53:ChangeResourceRecordSets${key}`, values]));
  const refusal = refusalOf(() => story.aws.iam.authorize(
    `arn:aws:iam::${ACCOUNT}:role/${role}`, 'route53:ChangeResourceRecordSets', `arn:aws:route53:::hostedzone/${story.zone.id}`, context,
  ));
  return refusal === undefined;
}
