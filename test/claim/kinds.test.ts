import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { CfnHostedZone, HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Duration, Lazy, Stack } from 'aws-cdk-lib/core';
import { ReplicaEndpointDns, ZoneReconciler } from '../../src';
import { givenGroup, givenStack, givenZone, refusal } from '../given';

const FROM_ID = "use a CfnReplicationGroup, or CfnReplicationGroup.fromReplicationGroupId(scope, id, 'orders')";
const ZONES = 'use a HostedZone, or import one with HostedZone.fromHostedZoneAttributes or HostedZone.fromLookup';

// what TypeScript and jsii refuse, JavaScript lets through.
describe('a value of another kind is refused by name', () => {
  test.each<[string, (stack: Stack) => Record<string, unknown>, string]>([
    ['a serverless cache', (stack) => ({ replicationGroup: new CfnServerlessCache(stack, 'Cache', { engine: 'valkey', serverlessCacheName: 'orders' }) }),
      `replicationGroup must be a replication group, got: Orders/Cache of the type AWS::ElastiCache::ServerlessCache; ${FROM_ID}`],
    ['a cache cluster', (stack) => ({ replicationGroup: new CfnCacheCluster(stack, 'Cache', { engine: 'redis', cacheNodeType: 'cache.t4g.small', numCacheNodes: 1 }) }),
      `replicationGroup must be a replication group, got: Orders/Cache of the type AWS::ElastiCache::CacheCluster; ${FROM_ID}`],
    ['the id of a group', () => ({ replicationGroup: 'orders' }), `replicationGroup must be a replication group, got: 'orders'; ${FROM_ID}`],
    ['no group', () => ({ replicationGroup: undefined }), `replicationGroup must be a replication group, got: undefined; ${FROM_ID}`],
    ['the name of a zone', () => ({ hostedZone: 'example.com' }), `hostedZone must be a hosted zone, got: 'example.com'; ${ZONES}`],
    ['the resource of a zone', (stack) => ({ hostedZone: new CfnHostedZone(stack, 'Bare', { name: 'example.com' }) }),
      `hostedZone must be a hosted zone, got: Orders/Bare of the type AWS::Route53::HostedZone; ${ZONES}`],
    ['no zone', () => ({ hostedZone: undefined }), `hostedZone must be a hosted zone, got: undefined; ${ZONES}`],
    ['the id of a zone as the API shows it', (stack) => ({ hostedZone: givenZone(stack, 'example.com', '/hostedzone/Z1') }),
      "the id of hostedZone must be 1 to 32 letters and digits, such as 'Z0123456789ABCDEFGHIJ', got: '/hostedzone/Z1'; leave out what stands before it, such as /hostedzone/"],
    ['a zone that is imported without its id', (stack) => ({
      hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Idless', { hostedZoneId: undefined as never, zoneName: 'example.com' }),
    }),
    "the id of hostedZone must be 1 to 32 letters and digits, such as 'Z0123456789ABCDEFGHIJ', got: undefined; leave out what stands before it, such as /hostedzone/"],
    ['a zone that is imported without its name', (stack) => ({
      hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Nameless', { hostedZoneId: 'Z1', zoneName: undefined as never }),
    }), 'hostedZone has no name, got: Orders/Nameless, imported by its id alone; import it with HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId, zoneName }) '
      + 'or HostedZone.fromLookup'],
    ...[undefined, 'Test DNS', 'testdns.v5r9dc.ng.0001.use1.cache.amazonaws.com'].map((groupId): [string, (stack: Stack) => Record<string, unknown>, string] => [
      `a group that is imported as ${groupId}`, (stack) => ({ replicationGroup: CfnReplicationGroup.fromReplicationGroupId(stack, 'Imported', groupId as never) }),
      'the id of replicationGroup must be 1 to 40 letters, digits and hyphens, the first a letter, '
        + `got: ${groupId === undefined ? groupId : `'${groupId}'`}; use the id that aws elasticache describe-replication-groups shows, not an endpoint or an ARN`,
    ]),
    ['a topic as the action of alarms', (stack) => ({ alarmAction: new Topic(stack, 'Ops') }),
      'alarmAction must be an action, got: Orders/Ops; use one of aws-cdk-lib/aws-cloudwatch-actions, such as new SnsAction(topic)'],
    ['no prefix', () => ({ cnamePrefix: undefined }), "cnamePrefix must be a text, got: undefined; use one such as 'read' or 'read.orders'"],
    ['a number as the prefix', () => ({ cnamePrefix: 1 }), "cnamePrefix must be a text, got: 1; use one such as 'read' or 'read.orders'"],
    ['a number of seconds', () => ({ ttl: 20 }), 'ttl must be a duration, got: 20; use one such as Duration.seconds(10)'],
    ['a number that is a text', () => ({ endpointCount: '2' }), "endpointCount must be a whole number of names from 1 to 50, got: '2'"],
    ['a word that is no option', () => ({ whenNoReplica: 'primary' }), "whenNoReplica must be one of WhenNoReplica, got: 'primary'; use WhenNoReplica.PRIMARY or WhenNoReplica.KEEP"],
    ['the ARN of a topic', () => ({ notificationTopic: 'arn:aws:sns:eu-west-1:111111111111:ops' }),
      "notificationTopic must be a topic, got: 'arn:aws:sns:eu-west-1:111111111111:ops'; use a Topic, or import one with Topic.fromTopicArn"],
    ['the ARN of a queue', () => ({ reconciler: 'arn:aws:sqs:eu-west-1:111111111111:wake-ups' }),
      "reconciler must be a reconciler, got: 'arn:aws:sqs:eu-west-1:111111111111:wake-ups'; use a ZoneReconciler, or import one with ZoneReconciler.fromZoneReconcilerAttributes"],
  ])('%s, among the properties of names', (_, propsIn, message) => {
    const stack = givenStack();
    const props = { replicationGroup: givenGroup(stack), hostedZone: givenZone(stack), cnamePrefix: 'read', ...propsIn(stack) };
    expect(refusal(() => new ReplicaEndpointDns(stack, 'Readers', props as never))).toBe(message);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no zone', { hostedZone: undefined }, `hostedZone must be a hosted zone, got: undefined; ${ZONES}`],
    ['a number of minutes', { sweepInterval: 5 }, 'sweepInterval must be a duration, got: 5; use one such as Duration.minutes(5)'],
    ['an interval that is not known at synth', { sweepInterval: Duration.minutes(Lazy.number({ produce: () => 5 })) },
      'sweepInterval must be known at synth, got: a token; write it out'],
  ])('%s, among the properties of a reconciler', (_, props, message) => {
    const stack = givenStack();
    expect(refusal(() => new ZoneReconciler(stack, 'Writer', { hostedZone: givenZone(stack), ...props } as never))).toBe(message);
  });
});
