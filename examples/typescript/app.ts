import { App, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ReplicaEndpointDns } from 'cdk-replica-endpoint-dns';

const app = new App();
const stack = new Stack(app, 'Orders');

const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
const clients = new SecurityGroup(stack, 'CacheClients', { vpc });
const nodes = new SecurityGroup(stack, 'CacheNodes', { vpc });
nodes.addIngressRule(clients, Port.tcp(6379));

const subnetGroup = new CfnSubnetGroup(stack, 'CacheSubnets', {
  description: 'Where the nodes are',
  subnetIds: vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED }).subnetIds,
});
const replicationGroup = new CfnReplicationGroup(stack, 'Cache', {
  replicationGroupDescription: 'A primary and two replicas',
  engine: 'valkey',
  cacheNodeType: 'cache.t4g.small',
  numCacheClusters: 3,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  transitEncryptionEnabled: true,
  atRestEncryptionEnabled: true,
  cacheSubnetGroupName: subnetGroup.ref,
  securityGroupIds: [nodes.securityGroupId],
});

const hostedZone = new PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'orders.internal' });
const readers = new ReplicaEndpointDns(stack, 'Readers', {
  replicationGroup,
  hostedZone,
  cnamePrefix: app.node.getContext('cnamePrefix') as string,
});

// What uses a name waits until it exists. Here that is a parameter; it could be a container's environment as well.
new StringParameter(stack, 'ReadEndpoint', { parameterName: '/orders/read-endpoint', stringValue: readers.endpointName(1) });

app.synth();
