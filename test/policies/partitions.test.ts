import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { Route53Client } from '@aws-sdk/client-route-53';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { ENABLE_PARTITION_LITERALS } from 'aws-cdk-lib/cx-api';
import { givenNames, warnings } from '../given';

const PARTITIONS: [string, string, string[]][] = [
  ['aws', 'eu-west-1', ['route53.amazonaws.com', 'elasticache.eu-west-1.amazonaws.com']],
  ['aws-cn', 'cn-north-1', ['route53.amazonaws.com.cn', 'elasticache.cn-north-1.amazonaws.com.cn']],
  ['aws-us-gov', 'us-gov-west-1', ['route53.us-gov.amazonaws.com', 'elasticache.us-gov-west-1.amazonaws.com']],
];

describe.each(PARTITIONS)('in %s', (partition, region, endpoints) => {
  test('every ARN that is written out has the partition of the stack', () => {
    const { arns } = synthesized(region, { [ENABLE_PARTITION_LITERALS]: true });
    expect(arns.length).toBeGreaterThanOrEqual(4);
    expect(new Set(arns.map((arn) => arn.split(':')[1]))).toEqual(new Set([partition]));
  });

  test('the SDK knows the endpoints', () => {
    const options = { Region: region, UseFIPS: false, UseDualStack: false };
    const clients = [new Route53Client({ region }), new ElastiCacheClient({ region })];
    expect(clients.map(({ config }) => config.endpointProvider!(options).url.hostname)).toEqual(endpoints);
  });

  test('no ARN has a partition that is written out, unless the app wants that', () => {
    const { arns, template } = synthesized(region);
    expect(new Set(arns.map((arn) => arn.split(':')[1]))).toEqual(new Set(['']));
    expect(template.match(/"arn:",\{"Ref":"AWS::Partition"\}/g)).toHaveLength(arns.length);
  });
});

function synthesized(region: string, flags = {}) {
  const app = new App({ analyticsReporting: false, context: { 'aws:cdk:disable-asset-staging': true, ...flags } });
  const stack = new Stack(app, 'Orders', { env: { account: '111111111111', region } });
  givenNames(stack);
  expect(warnings(stack)).toEqual([]);
  // the metadata only speak of ARNs.
  const template = JSON.stringify(Template.fromStack(stack).toJSON(), (key, value) => (key === 'Metadata' ? undefined : value));
  return { template, arns: [...template.matchAll(/\barn:([a-z-]*:)?/g)].map(([arn]) => arn) };
}
