import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { ReplicaEndpointDns, ZoneReconciler, ZoneReconcilerProps } from '../../src';
import { givenStack, givenZone } from '../given';
import { irreproachableGroup } from '../irreproachable-group';

/** Names of a group that no rule has anything to say about. */
export function givenCheckedStack(options: (stack: Stack) => Partial<ZoneReconcilerProps> = () => ({}), stack = givenStack()): Stack {
  const hostedZone = givenZone(stack);
  const reconciler = new ZoneReconciler(stack, 'Writer', { hostedZone, ...options(stack) });
  new ReplicaEndpointDns(stack, 'Readers', { replicationGroup: irreproachableGroup(stack, 'Group'), hostedZone, cnamePrefix: 'read', reconciler });
  return stack;
}

/** What the packs would have an organisation set. */
export function everyOption(stack: Stack): Partial<ZoneReconcilerProps> {
  const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111111111111:key/1');
  return {
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-1'] }),
    logGroup: new LogGroup(stack, 'Logs', { encryptionKey }),
    alarmAction: new SnsAction(Topic.fromTopicArn(stack, 'Pager', 'arn:aws:sns:eu-west-1:111111111111:pager')),
  };
}
