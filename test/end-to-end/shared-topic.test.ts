import { Topic } from 'aws-cdk-lib/aws-sns';
import { Story } from './story';
import { ACCOUNT } from './synthesize';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('A topic that others send to as well', () => {
  test('wakes the reconciler for plain text, alarms and other groups, which changes nothing; each group follows its own failover', async () => {
    await story.deploy(({ stack, replicationGroup, names }) => {
      const notificationTopic = new Topic(stack, 'Operations');
      for (const id of ['testdns', 'orders']) {
        replicationGroup(id, 2);
        names({ notificationTopic, cnamePrefix: `read.${id}` }, id);
      }
      replicationGroup('unnamed', 1).notificationTopicArn = notificationTopic.topicArn;
    });
    const topicArn = story.group('unnamed').topicArn!;
    expect(story.aws.sns.topic(topicArn).subscriptions).toHaveLength(1);
    await story.wait(400);
    const before = story.zone.history.length;
    const invocations = story.aws.lambda.invocations.length;
    for (const message of [
      'disk almost full',
      '{"AlarmName":"CPU","NewStateValue":"ALARM"}',
      '{"ElastiCache:SnapshotComplete":"unnamed"}',
      '{"ElastiCache:FailoverComplete":"testdns"}', // which did not fail over
    ]) story.aws.sns.publish(topicArn, message, { service: 'elasticache', sourceOwner: ACCOUNT });
    await story.failover('unnamed-002', 'unnamed');
    await story.wait(400);
    expect(story.aws.lambda.invocations.length).toBeGreaterThan(invocations);
    expect(story.zone.history).toHaveLength(before);
    await story.failover('orders-002', 'orders');
    await story.wait(5);
    expect(await story.names('read.orders')).toEqual({ 'read1.orders': 'orders-003', 'read2.orders': 'orders-003' });
    expect(await story.names('read.testdns')).toEqual({ 'read1.testdns': 'testdns-002', 'read2.testdns': 'testdns-003' });
    expect(story.alarms()).toEqual([]);
  });
});
