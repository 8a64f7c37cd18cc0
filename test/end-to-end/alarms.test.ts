import { Story } from './story';
import { ZONE } from './synthesize';

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

  test('a claim that somebody deleted is made anew by the remedy that the alarm tells', async () => {
    await story.deployGroup({ replicas: 2 });
    story.zone.remove(`readonly._replica-endpoint-dns.${ZONE}`, 'TXT');
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names({ adoptExisting: true });
    });
    await story.wait(1200);
    expect(story.claims()).toHaveLength(1);
    expect(story.alarms()).toEqual([]);
  });

  test('a healthy failover sets off none', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.failover('testdns-002');
    await story.wait(1800);
    expect(story.alarms()).toEqual([]);
  });
});
