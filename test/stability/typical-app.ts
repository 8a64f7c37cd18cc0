import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
import { ReplicaEndpointDns } from '../../src';

/** What a user has: two groups, and a zone, in one stack. As a program, it writes its cloud assembly to the folder that it is told. */
export function typicalStack(app: App): Stack {
  const stack = new Stack(app, 'Orders');
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'] });
  const hostedZone = new PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'example.internal' });
  for (const name of ['Orders', 'Carts']) {
    const replicationGroup = new CfnReplicationGroup(stack, `${name}Group`, { replicationGroupDescription: name, numCacheClusters: 3 });
    const readers = new ReplicaEndpointDns(stack, `${name}Readers`, { replicationGroup, hostedZone, cnamePrefix: `read.${name}` });
    new CfnOutput(stack, `${name}Reader1`, { value: readers.endpointName(1) });
  }
  return stack;
}

if (process.argv[1] === __filename) {
  const app = new App({ outdir: process.argv[2] });
  typicalStack(app);
  app.synth();
}
