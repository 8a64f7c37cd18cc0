import { Duration } from 'aws-cdk-lib/core';
import { Story } from './story';
import { ZoneReconciler } from '../../src';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
  await story.deploy(({ stack, hostedZone, replicationGroup, names }) => {
    replicationGroup('testdns', 2);
    names({ sweepOnly: true, reconciler: new ZoneReconciler(stack, 'Writer', { hostedZone, sweepInterval: Duration.minutes(1) }) });
  });
});

afterEach(async () => {
  await story.end();
});

describe('Without a topic', () => {
  test('the group publishes nowhere, and the names follow a failover within a minute', async () => {
    expect(story.group().topicArn).toBeUndefined();
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
    await story.failover('testdns-002');
    await story.wait(62);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    await story.wait(1200);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001', ReadOnly2: 'testdns-003' });
  });

  test('no alarm misses it', async () => {
    await story.wait(1200);
    expect(story.aws.cloudwatch.alarmsIn('ALARM')).toEqual([]);
  });
});
