import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';
import { ReplicaEndpointDns, ZoneReconciler } from '../../src';
import { irreproachableGroup } from '../irreproachable-group';

const ACCOUNT = 'us-east-1:111122223333';

/** What the snippets of the pages declare and do not make, each made when it is asked for. */
export function given(stack: Stack) {
  return {
    get blue() { return irreproachableGroup(stack, 'Blue'); },
    get encryptionKey() { return Key.fromKeyArn(stack, 'GivenKey', `arn:aws:kms:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`); },
    get green() { return irreproachableGroup(stack, 'Green'); },
    get hostedZone() { return zone(stack, 'GivenZone'); },
    get onElastiCacheEvent() { return functionOf(stack, 'on-elasticache-event'); },
    get onMove() { return functionOf(stack, 'on-move'); },
    get ordersStack() { return stackBeside(stack, 'GivenOrders'); },
    get pager() { return Topic.fromTopicArn(stack, 'GivenPager', `arn:aws:sns:${ACCOUNT}:pager`); },
    get platformStack() { return stackBeside(stack, 'GivenPlatform'); },
    get readers() { return readers(stack); },
    get reconciler() {
      const platform = stackBeside(stack, 'GivenPlatform');
      return new ZoneReconciler(platform, 'GivenReconciler', { hostedZone: zone(platform, 'ZoneOfReconciler'), shared: true });
    },
    get replicationGroup() { return irreproachableGroup(stack, 'GivenGroup'); },
    get stack() {
      readers(stack);
      return stack;
    },
    get topicArn() { return `arn:aws:sns:${ACCOUNT}:testdns-events`; },
    get vpc() {
      const privateSubnetIds = ['subnet-1111111111111111a'];
      return Vpc.fromVpcAttributes(stack, 'GivenVpc', { vpcId: 'vpc-1111111111111111a', availabilityZones: ['us-east-1a'], privateSubnetIds });
    },
    get expect() { return (_: string) => ({ toMatchSnapshot() {} }); },
  };
}

function stackBeside({ node: { root } }: Stack, id: string): Stack {
  return root.node.tryFindChild(id) as Stack | undefined ?? new Stack(root as App, id);
}

function readers(stack: Stack) {
  const hostedZone = zone(stack, 'ZoneOfReaders');
  return new ReplicaEndpointDns(stack, 'GivenReaders', { replicationGroup: irreproachableGroup(stack, 'GroupOfReaders'), hostedZone, cnamePrefix: 'given' });
}

function zone(stack: Stack, id: string) {
  return HostedZone.fromHostedZoneAttributes(stack, id, { hostedZoneId: 'Z32WVXIKNNRFKK', zoneName: 'private.redisdub.pl' });
}

function functionOf(stack: Stack, name: string) {
  return LambdaFunction.fromFunctionAttributes(stack, `Given-${name}`, { functionArn: `arn:aws:lambda:${ACCOUNT}:function:${name}`, sameEnvironment: true });
}
