using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ElastiCache;
using Amazon.CDK.AWS.Route53;
using Amazon.CDK.AWS.SSM;
using CdkReplicaEndpointDns;

var app = new App();
var stack = new Stack(app, "Orders");

var vpc = new Vpc(stack, "Vpc", new VpcProps { MaxAzs = 2, NatGateways = 0 });
var clients = new SecurityGroup(stack, "CacheClients", new SecurityGroupProps { Vpc = vpc });
var nodes = new SecurityGroup(stack, "CacheNodes", new SecurityGroupProps { Vpc = vpc });
nodes.AddIngressRule(clients, Port.Tcp(6379));

var subnetGroup = new CfnSubnetGroup(stack, "CacheSubnets", new CfnSubnetGroupProps {
    Description = "Where the nodes are",
    SubnetIds = vpc.SelectSubnets(new SubnetSelection { SubnetType = SubnetType.PRIVATE_ISOLATED }).SubnetIds
});
var replicationGroup = new CfnReplicationGroup(stack, "Cache", new CfnReplicationGroupProps {
    ReplicationGroupDescription = "A primary and two replicas",
    Engine = "valkey",
    CacheNodeType = "cache.t4g.small",
    NumCacheClusters = 3,
    AutomaticFailoverEnabled = true,
    MultiAzEnabled = true,
    TransitEncryptionEnabled = true,
    AtRestEncryptionEnabled = true,
    CacheSubnetGroupName = subnetGroup.Ref,
    SecurityGroupIds = new [] { nodes.SecurityGroupId }
});

var hostedZone = new PrivateHostedZone(stack, "Zone", new PrivateHostedZoneProps { Vpc = vpc, ZoneName = "orders.internal" });
var readers = new ReplicaEndpointDns(stack, "Readers", new ReplicaEndpointDnsProps {
    ReplicationGroup = replicationGroup,
    HostedZone = hostedZone,
    CnamePrefix = (string)app.Node.GetContext("cnamePrefix")
});

// What uses a name waits until it exists. Here that is a parameter; it could be a container's environment as well.
new StringParameter(stack, "ReadEndpoint", new StringParameterProps { ParameterName = "/orders/read-endpoint", StringValue = readers.EndpointName(1) });

app.Synth();
