import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import { Story } from './story';
import { ACCOUNT, REGION, ZONE } from './synthesize';
import { ReplicaEndpointDns, ZoneReconciler } from '../../src';
import { Template } from '../simulator/cloudformation/template';

const OPS_TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:ops`;
const GROUPS = ['orders', 'carts'];

let story: Story;
let outdir: string;

beforeEach(async () => {
  story = await Story.begin();
  outdir = mkdtempSync(join(tmpdir(), 'shared-'));
  story.aws.sns.createTopic({ name: 'ops' });
  story.aws.sns.setPolicy(OPS_TOPIC, {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sns:Publish', Resource: OPS_TOPIC, Condition: { StringEquals: { 'aws:SourceOwner': ACCOUNT } },
    }],
  });
  await deployAll();
});

afterEach(async () => {
  await story.end();
  rmSync(outdir, { recursive: true });
});

describe('A reconciler in a stack of its own, with groups of two others that publish to one topic', () => {
  test('leads the names of both, and each follows a failover at once', async () => {
    expect(await story.names('read.orders')).toEqual({ 'read1.orders': 'orders-002', 'read2.orders': 'orders-003' });
    expect(await story.names('read.carts')).toEqual({ 'read1.carts': 'carts-002', 'read2.carts': 'carts-003' });
    for (const group of GROUPS) await followsAtOnce(group);
  });

  test('goes on for one when the other is destroyed, though they had one subscription between them', async () => {
    await story.destroy('orders');
    expect(await story.names('read.orders')).toEqual({});
    await followsAtOnce('carts');
  });

  test('can not be destroyed before them, and leaves nothing in the zone after them', async () => {
    await expect(story.destroy('Platform')).rejects.toThrow('in use');
    for (const stack of [...GROUPS, 'Platform']) await story.destroy(stack);
    expect([story.records(), story.claims()]).toEqual([[], []]);
  });

  test('moves the names of both in one change batch when both fail over', async () => {
    const before = story.zone.history.length;
    await story.clock.during(Promise.all(GROUPS.map(async (group) => story.group(group).failover(`${group}-002`))));
    await story.wait(20);
    expect(story.zone.history.slice(before).map(({ comment }) => comment)).toEqual([
      'read1.carts: carts-002 -> carts-003, because carts-002 became primary; read1.orders: orders-002 -> orders-003, because orders-002 became primary',
    ]);
  });
});

async function followsAtOnce(group: string) {
  await story.failover(`${group}-002`, group);
  await story.wait(5);
  expect(await story.names(`read.${group}`)).toEqual({ [`read1.${group}`]: `${group}-003`, [`read2.${group}`]: `${group}-003` });
}

async function deployAll() {
  const app = new App({ outdir, analyticsReporting: false });
  const platform = stackOf(app, 'Platform');
  const reconciler = new ZoneReconciler(platform, 'Reconciler', { hostedZone: zoneOf(platform), shared: true });
  for (const id of GROUPS) {
    const stack = stackOf(app, id);
    const notificationTopic = Topic.fromTopicArn(stack, 'Ops', OPS_TOPIC);
    const replicationGroup = new CfnReplicationGroup(stack, 'Group', {
      replicationGroupId: id, replicationGroupDescription: id, engine: 'valkey', cacheNodeType: 'cache.t4g.small', numCacheClusters: 3, automaticFailoverEnabled: true,
    });
    new ReplicaEndpointDns(stack, 'Readers', { replicationGroup, hostedZone: zoneOf(stack), cnamePrefix: `read.${id}`, notificationTopic, reconciler });
  }
  const assembly = app.synth();
  for (const id of ['Platform', ...GROUPS]) {
    await story.deployTemplate({ template: assembly.getStackByName(id).template as Template, assets: outdir }, id);
  }
}

function stackOf(app: App, id: string): Stack {
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  return new Stack(app, id, { env: { account: ACCOUNT, region: REGION }, synthesizer });
}

function zoneOf(stack: Stack) {
  return HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: story.zone.id, zoneName: ZONE });
}
