// An app as an adopter writes it: plain JavaScript that imports the library from node_modules. Arguments: output folder, replicas, TTL.
const { CfnReplicationGroup } = require('aws-cdk-lib/aws-elasticache');
const { HostedZone } = require('aws-cdk-lib/aws-route53');
const { App, Duration, Stack } = require('aws-cdk-lib/core');
const { ReplicaEndpointDns } = require('cdk-replica-endpoint-dns');

const [outdir, replicas, ttl] = process.argv.slice(2);
const app = new App({ outdir });
const stack = new Stack(app, 'Orders', { env: { account: '111122223333', region: 'us-east-1' } });

const replicationGroup = new CfnReplicationGroup(stack, 'Group', {
  replicationGroupId: 'testdns',
  replicationGroupDescription: 'orders',
  engine: 'valkey',
  cacheNodeType: 'cache.r7g.large',
  numCacheClusters: Number(replicas) + 1,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
});
const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z32WVXIKNNRFKK', zoneName: 'private.redisdub.pl' });

new ReplicaEndpointDns(stack, 'Readers', { replicationGroup, hostedZone, cnamePrefix: 'ReadOnly', ttl: Duration.seconds(Number(ttl)) });
app.synth();
