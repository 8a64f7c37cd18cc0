import { Duration } from 'aws-cdk-lib/core';
import { Story } from './story';
import { synthesize, ZONE } from './synthesize';
import { ZoneReconciler } from '../../src';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Promise 12: Nothing fails silently: every failure ends in a metric, a dead letter or a refused deployment, with an alarm by default', () => {
  test('an API that refuses everything: failures, dead letters, no pass', async () => {
    await story.deployGroup({ replicas: 2 });
    story.aws.faults.on('elasticache:DescribeReplicationGroups', { kind: 'error' });
    await story.failover('testdns-002');
    await story.wait(1200);
    expect(story.alarms()).toEqual(['DeadLetters', 'NoPassSucceeded', 'NotLookedAfter', 'PassesFailed']);
  });

  test('a topic that ElastiCache set inactive', async () => {
    await story.deployGroup({ replicas: 2 });
    story.group().setTopic(story.group().topicArn!, 'inactive');
    await story.wait(1200);
    expect(story.alarms()).toEqual(['TopicFaults']);
  });

  test('a claim that somebody deleted', async () => {
    await story.deployGroup({ replicas: 2 });
    story.zone.remove(`readonly._replica-endpoint-dns.${ZONE}`, 'TXT');
    await story.wait(1200);
    expect(story.alarms()).toEqual(['NotLookedAfter']);
  });

  test('a claim that somebody deleted is made anew by any change of the construct, with the names that are still there', async () => {
    await story.deployGroup({ replicas: 2 });
    const before = await story.names();
    story.zone.remove(`readonly._replica-endpoint-dns.${ZONE}`, 'TXT');
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names({ ttl: Duration.seconds(20) });
    });
    await story.wait(1200);
    expect(await story.names()).toEqual(before);
    expect(story.claims()).toHaveLength(1);
    expect(story.alarms()).toEqual([]);
    await story.destroy();
    expect(story.records()).toEqual([]);
  });

  test('a record that took the place of a name meanwhile is left, and reported', async () => {
    await story.deployGroup({ replicas: 2 });
    story.zone.remove(`readonly._replica-endpoint-dns.${ZONE}`, 'TXT');
    story.zone.remove(`readonly1.${ZONE}`, 'CNAME');
    story.zone.put({ name: `readonly1.${ZONE}`, type: 'CNAME', ttl: 5, values: ['elsewhere.example.com'] });
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names({ ttl: Duration.seconds(20) });
    });
    await story.wait(1200);
    expect(await story.names()).toEqual({ ReadOnly1: 'elsewhere', ReadOnly2: 'testdns-003' });
    expect(story.alarms()).toEqual(['ContestedNames']);
  });

  test('a healthy failover sets off none when all functions of the account log in JSON', async () => {
    const { template, assets } = synthesize(story.zone.id, ({ replicationGroup, names }) => { replicationGroup('testdns', 2); names(); });
    const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    for (const { Properties } of functions) Object.assign(Properties!.LoggingConfig as object, { LogFormat: 'JSON' });
    await story.deployTemplate({ template, assets });
    await story.failover('testdns-002');
    await story.wait(1800);
    expect(story.alarms()).toEqual([]);
  });

  test('a healthy failover sets off none', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.failover('testdns-002');
    await story.wait(1800);
    expect(story.alarms()).toEqual([]);
  });

  test.each([1, 5, 60])('a first deployment sets off none, not for a minute, with a sweep every %s minutes', async (minutes) => {
    await story.wait(61);
    await story.deploy(({ stack, hostedZone, replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names({ reconciler: new ZoneReconciler(stack, 'Writer', { hostedZone, sweepInterval: Duration.minutes(minutes) }) });
    });
    await story.wait(5 * 60 * minutes);
    expect(story.everInAlarm()).toEqual([]);
  });
});
