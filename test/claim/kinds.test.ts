import { CfnCacheCluster, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
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
