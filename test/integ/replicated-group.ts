import { IpAddresses, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Stack } from 'aws-cdk-lib/core';

/** The smallest group that can fail over to a choice of replicas, and a private zone. No NAT gateway: nothing of it talks to the world. */
export function replicatedGroup(stack: Stack) {
  const vpc = new Vpc(stack, 'Vpc', {
    ipAddresses: IpAddresses.cidr('10.0.0.0/24'),
    maxAzs: 2,
    subnetConfiguration: [{ name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
    restrictDefaultSecurityGroup: false, // it would add a custom resource, which is not what is tested.
  });
  const subnets = new CfnSubnetGroup(stack, 'Subnets', { description: 'isolated', subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId) });
  const replicationGroup = new CfnReplicationGroup(stack, 'Group', {
    replicationGroupDescription: 'integration test of cdk-replica-endpoint-dns',
    engine: 'valkey',
    cacheNodeType: 'cache.t4g.micro',
    numCacheClusters: 3,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    transitEncryptionEnabled: true,
    cacheSubnetGroupName: subnets.ref,
  });
  return { replicationGroup, hostedZone: new PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'replica-endpoint-dns.internal' }) };
}
