// The app to deploy: plain JavaScript that imports the packed library. Context: `prefix`, the names' beginning; `retainZone`, so that the zone can be looked at afterwards.
const { SubnetType, Vpc } = require('aws-cdk-lib/aws-ec2');
const { CfnReplicationGroup, CfnSubnetGroup } = require('aws-cdk-lib/aws-elasticache');
const { PrivateHostedZone } = require('aws-cdk-lib/aws-route53');
const { App, CfnOutput, Duration, RemovalPolicy, Stack } = require('aws-cdk-lib/core');
const { ReplicaEndpointDns, ZoneReconciler } = require('cdk-replica-endpoint-dns');

const app = new App();
const stack = new Stack(app, 'Orders', { env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION } });

const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }] });
const subnets = new CfnSubnetGroup(stack, 'Subnets', { description: 'orders', subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId) });
const replicationGroup = new CfnReplicationGroup(stack, 'Group', {
  replicationGroupId: 'orders',
  replicationGroupDescription: 'orders',
  engine: 'valkey',
  cacheNodeType: 'cache.t4g.small',
  numCacheClusters: 3,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  cacheSubnetGroupName: subnets.ref,
});

const hostedZone = new PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'orders.internal' });
hostedZone.applyRemovalPolicy(RemovalPolicy.RETAIN);
const reconciler = new ZoneReconciler(stack, 'Reconciler', { hostedZone, sweepInterval: Duration.minutes(1) });
const readers = new ReplicaEndpointDns(stack, 'Readers', {
  replicationGroup, hostedZone, reconciler, cnamePrefix: app.node.tryGetContext('prefix') ?? 'read',
});

new CfnOutput(stack, 'ZoneId', { value: hostedZone.hostedZoneId });
new CfnOutput(stack, 'TopicArn', { value: readers.notificationTopic.topicArn });
new CfnOutput(stack, 'ReconcilerFunction', { value: reconciler.reconcilerFunction.functionName });
new CfnOutput(stack, 'DeadLetterQueue', { value: reconciler.deadLetterQueue.queueUrl });
new CfnOutput(stack, 'FirstReader', { value: readers.endpointName(1) });
