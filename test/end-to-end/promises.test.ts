import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { ACCOUNT, Story, synthesize, ZONE } from './story';
import { WhenNoReplica } from '../../src';
import { WantedState } from '../simulator/elasticache/group-record';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Promise 1: After a pass no name is on the primary while a replica serves', () => {
  test('through two failovers in a row', async () => {
    await deployed();
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

describe('Promise 2: Once the group has settled there are as many names as members less the primary, numbered from 1, or exactly endpointCount', () => {
  test('as replicas are added and removed', async () => {
    await deployed({ replicas: 2 });
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

describe('Promise 3: A name moves only when its node no longer serves, or to level out: once at a failover, at most once more when the node is rebuilt', () => {
  test('five names, one of which moves', async () => {
    await deployed();
    const before = await story.names();
    await story.failover('testdns-002');
    await story.wait(60);
    expect(await story.names()).toEqual({ ...before, ReadOnly1: 'testdns-003' });
    await story.wait(1200);
    expect(await story.names()).toEqual({ ...before, ReadOnly1: 'testdns-001' });
    expect(moves()).toEqual([
      'readonly1: testdns-002 -> testdns-003, because testdns-002 became primary',
      'readonly1: testdns-003 -> testdns-001, because the names level out',
    ]);
  });
});

describe('Promise 4: No name is given to, or left on, a node that is reported, or by a role change implied, not to serve', () => {
  test('the old primary holds no name in the ten minutes in which ElastiCache calls it an available replica', async () => {
    await deployed({ replicas: 1 });
    await story.failover('testdns-002');
    for (let second = 0; second < 620; second += 20) {
      await story.wait(20);
      expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002' }); // the primary: there is no other replica.
    }
    await story.wait(400);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001' });
  });

  test('names leave a node that is rebooted, and one that ElastiCache is replacing', async () => {
    await deployed({ replicas: 3 });
    await story.group().reboot('testdns-002', { ms: 400_000 });
    await story.wait(301);
    expect(spread(await story.names())).toEqual({ 'testdns-003': 2, 'testdns-004': 1 });
    await story.wait(400);
    await story.group().crash('testdns-003');
    story.group().notice('testdns-003');
    await story.wait(5);
    expect(spread(await story.names())).toEqual({ 'testdns-002': 1, 'testdns-004': 2 });
    await story.wait(900);
    expect(spread(await story.names())).toEqual({ 'testdns-002': 1, 'testdns-003': 1, 'testdns-004': 1 });
  });

  test('a replica that is being created gets no name before it serves', async () => {
    await deployed({ replicas: 2 });
    await story.group().addReplica('testdns-004');
    await story.wait(290);
    expect(Object.values(await story.names())).not.toContain('testdns-004');
    await story.wait(200);
    expect(Object.values(await story.names())).toContain('testdns-004');
  });
});

describe('Promise 5: With no serving replica, names follow whenNoReplica', () => {
  test('PRIMARY leads them to the primary', async () => {
    await deployed({ replicas: 1 });
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
    expect(moves()).toEqual(['readonly1: testdns-002 -> testdns-003, because testdns-002 is recovering']);
  });
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
    await deployed({ replicas: 3 });
    story.zone.remove(`readonly1.${ZONE}`, 'CNAME');
    story.zone.put({ name: `readonly1.${ZONE}`, type: 'CNAME', ttl: 5, values: ['elsewhere.example.com'] });
    await story.failover('testdns-003');
    await story.wait(900);
    expect(await story.names()).toEqual({ ReadOnly1: 'elsewhere', ReadOnly2: 'testdns-001', ReadOnly3: 'testdns-004' });
    expect(alarmsInAlarm()).toEqual(['ContestedNames']);
  });
});

describe('Promise 8: Doubt never deletes a name and never moves one to a node in doubt', () => {
  test.each([
    ['two primaries', { nodes: { 'testdns-002': { role: 'primary' } } }],
    ['no primary', { nodes: { 'testdns-001': { role: 'replica' } } }],
    ['no roles', { nodes: { 'testdns-001': { role: undefined }, 'testdns-002': { role: undefined }, 'testdns-003': { role: undefined } } }],
    ['a status that promises nothing', { status: 'creating' }],
  ] as [string, WantedState][])('%s: nothing is written', async (_, odd) => {
    await deployed({ replicas: 2 });
    const before = story.zone.history.length;
    story.group().set(odd);
    await story.wait(900);
    expect(story.zone.history).toHaveLength(before);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  });

  test('a group that is being modified loses no name', async () => {
    await deployed({ replicas: 3 });
    await story.group().removeReplica('testdns-004');
    await story.wait(200);
    story.group().set({ status: 'modifying' });
    await story.wait(1200);
    expect(Object.keys(await story.names())).toHaveLength(3);
    story.group().set({ status: 'available' });
    await story.wait(900);
    expect(Object.keys(await story.names())).toHaveLength(2);
  });
});

describe('Promise 9: Lost, late, repeated, reordered or malformed notifications change only when, never where', () => {
  test('a lost notification is made up for by the sweep', async () => {
    await deployed({ replicas: 2 });
    story.aws.sns.delivery.drop(1000);
    await story.failover('testdns-002');
    await story.wait(305);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
  });

  test('repeated, late and shuffled ones end in the same names', async () => {
    await deployed({ replicas: 2 });
    story.aws.sns.delivery.repeat(3);
    story.aws.sns.delivery.shuffle = true;
    story.aws.sns.delivery.delayMs = 40_000;
    await story.failover('testdns-002');
    await story.wait(1500);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001', ReadOnly2: 'testdns-003' });
    expect(moves()).toHaveLength(2);
  });

  test('a message that is no JSON, or says nothing, is a wake-up like any other and no dead letter', async () => {
    const { notificationTopic } = await deployed({ replicas: 2 });
    const before = await story.names();
    for (const message of ['hello', '', '{}', '[]', '{"__proto__":1}', '{"ElastiCache:FailoverComplete":"somebody-else"}', '\u0000']) {
      story.aws.sns.publish(notificationTopic, message, { service: 'elasticache', sourceOwner: ACCOUNT });
    }
    await story.wait(600);
    expect(await story.names()).toEqual(before);
    expect(alarmsInAlarm()).toEqual([]);
  });
});

describe('Promise 10: After a deploy the names exist and are right; after a destroy nothing of ours is left; a rollback leaves the zone as it was found', () => {
  test('deploy, then destroy', async () => {
    await deployed({ replicas: 2 });
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
    await story.destroy();
    expect(story.records()).toEqual([]);
    expect(story.claims()).toEqual([]);
  });

  test('with RETAIN, names and claim stay', async () => {
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names({ removalPolicy: RemovalPolicy.RETAIN }); });
    const before = await story.names();
    await story.destroy();
    expect(await story.names()).toEqual(before);
    expect(story.claims()).toHaveLength(1);
  });

  test('a deployment that fails later takes the names back', async () => {
    const deploying = story.deploy(({ replicationGroup, names, failing }) => { replicationGroup('testdns', 2); names(); failing(); });
    await expect(deploying).rejects.toThrow(/Failing/);
    expect(story.records()).toEqual([]);
    expect(story.claims()).toEqual([]);
  });
});

describe('Promise 11: The reconciler can change only CNAMEs of the claimed prefixes and the claims themselves, deleting and creating, never overwriting', () => {
  test('any other change is refused by the role in the template', async () => {
    await deployed({ replicas: 2 });
    const { physicalId: role } = story.aws.cloudformation.stack('Shop').find('AWS::IAM::Role', 'ReconcilerRole');
    const may = (action: string, type: string, name: string) => allowed(role, { Actions: [action], RecordTypes: [type], NormalizedRecordNames: [name] });
    expect(may('CREATE', 'CNAME', `readonly1.${ZONE}`)).toBe(true);
    expect(may('DELETE', 'TXT', `readonly._replica-endpoint-dns.${ZONE}`)).toBe(true);
    expect(may('UPSERT', 'CNAME', `readonly1.${ZONE}`)).toBe(false);
    expect(may('CREATE', 'A', `readonly1.${ZONE}`)).toBe(false);
    expect(may('CREATE', 'CNAME', `www.${ZONE}`)).toBe(false);
    expect(may('DELETE', 'CNAME', `readonly12.${ZONE}`)).toBe(false);
    expect(allowed(role, {})).toBe(false);
  });
});

describe('Promise 12: Nothing fails silently: every failure ends in a metric, a dead letter or a refused deployment, with an alarm by default', () => {
  test('an API that refuses everything: failures, dead letters, no pass', async () => {
    await deployed({ replicas: 2 });
    story.aws.faults.on('elasticache:DescribeReplicationGroups', { kind: 'error' });
    await story.failover('testdns-002');
    await story.wait(1800);
    expect(alarmsInAlarm()).toEqual(['DeadLetters', 'NoPassSucceeded', 'NotLookedAfter', 'PassesFailed']);
  });

  test('a topic that ElastiCache set inactive', async () => {
    await deployed({ replicas: 2 });
    story.group().setTopic(story.group().topicArn!, 'inactive');
    await story.wait(1200);
    expect(alarmsInAlarm()).toEqual(['TopicFaults']);
  });

  test('a claim that somebody deleted', async () => {
    await deployed({ replicas: 2 });
    story.zone.remove(`readonly._replica-endpoint-dns.${ZONE}`, 'TXT');
    await story.wait(1200);
    expect(alarmsInAlarm()).toEqual(['NotLookedAfter']);
  });

  test('a healthy failover sets off none', async () => {
    await deployed({ replicas: 2 });
    await story.failover('testdns-002');
    await story.wait(1800);
    expect(alarmsInAlarm()).toEqual([]);
  });
});

describe('Promise 13: It deploys: 100 groups in one stack stay within the quotas; beyond a quota the synth says which and what to do', () => {
  test('a hundred groups deploy, and their names follow', async () => {
    await story.deploy(({ replicationGroup, names }) => {
      for (let number = 1; number <= 100; number += 1) {
        replicationGroup(`group-${number}`, 1);
        names({ cnamePrefix: `read.g${number}`, endpointCount: 1 }, `Names${number}`);
      }
    });
    expect(await story.names('read.g100')).toEqual({ 'read1.g100': 'group-100-002' });
    await story.failover('group-100-002', 'group-100');
    await story.wait(900);
    expect(await story.names('read.g100')).toEqual({ 'read1.g100': 'group-100-001' });
  }, 60_000);

  test('as many as the role has no room for are refused by name of the quota', () => {
    expect(() => synthesize(story.zone, ({ replicationGroup, names }) => {
      for (let number = 1; number <= 250; number += 1) {
        replicationGroup('testdns', 1);
        names({ cnamePrefix: `a-rather-long-prefix-with-the-number.of-group-${number}` }, `Names${number}`);
      }
    })).toThrow(/10,240/);
  });
});

async function deployed({ replicas = 5, ttl = 10 } = {}) {
  const { template } = await story.deploy(({ replicationGroup, names }) => {
    replicationGroup('testdns', replicas);
    names({ ttl: Duration.seconds(ttl) });
  });
  return { template, notificationTopic: story.group().topicArn! };
}

/** What moved after the names were made. */
function moves(): string[] {
  return story.comments().flatMap((comment) => comment.split('; ')).filter((line) => line.includes('->') && !line.includes('none ->'));
}

function spread(names: Record<string, string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const node of Object.values(names)) counts[node] = (counts[node] ?? 0) + 1;
  return counts;
}

function alarmsInAlarm(): string[] {
  const kinds = ['DeadLetters', 'PassesFailed', 'TopicFaults', 'ContestedNames', 'NoPassSucceeded', 'NotLookedAfter'];
  return story.aws.cloudwatch.alarmsIn('ALARM').map((name) => kinds.find((kind) => name.includes(kind)) ?? name).sort();
}

function allowed(role: string, keys: Record<string, string[]>): boolean {
  const context = Object.fromEntries(Object.entries(keys).map(([key, values]) => [`route53:ChangeResourceRecordSets${key}`, values]));
  try {
    story.aws.iam.authorize(`arn:aws:iam::111122223333:role/${role}`, 'route53:ChangeResourceRecordSets', `arn:aws:route53:::hostedzone/${story.zone.id}`, context);
    return true;
  } catch {
    return false;
  }
}
