from aws_cdk import App, Stack
from aws_cdk.aws_ec2 import Port, SecurityGroup, SubnetType, Vpc
from aws_cdk.aws_elasticache import CfnReplicationGroup, CfnSubnetGroup
from aws_cdk.aws_route53 import PrivateHostedZone
from aws_cdk.aws_ssm import StringParameter
from cdk_replica_endpoint_dns import ReplicaEndpointDns

app = App()
stack = Stack(app, "Orders")

vpc = Vpc(stack, "Vpc", max_azs=2, nat_gateways=0)
clients = SecurityGroup(stack, "CacheClients", vpc=vpc)
nodes = SecurityGroup(stack, "CacheNodes", vpc=vpc)
nodes.add_ingress_rule(clients, Port.tcp(6379))

subnet_group = CfnSubnetGroup(
    stack, "CacheSubnets",
    description="Where the nodes are",
    subnet_ids=vpc.select_subnets(subnet_type=SubnetType.PRIVATE_ISOLATED).subnet_ids,
)
replication_group = CfnReplicationGroup(
    stack, "Cache",
    replication_group_description="A primary and two replicas",
    engine="valkey",
    cache_node_type="cache.t4g.small",
    num_cache_clusters=3,
    automatic_failover_enabled=True,
    multi_az_enabled=True,
    transit_encryption_enabled=True,
    at_rest_encryption_enabled=True,
    cache_subnet_group_name=subnet_group.ref,
    security_group_ids=[nodes.security_group_id],
)

hosted_zone = PrivateHostedZone(stack, "Zone", vpc=vpc, zone_name="orders.internal")
readers = ReplicaEndpointDns(
    stack, "Readers",
    replication_group=replication_group,
    hosted_zone=hosted_zone,
    cname_prefix=app.node.get_context("cnamePrefix"),
)

# What uses a name waits until it exists. Here that is a parameter; it could be a container's environment as well.
StringParameter(stack, "ReadEndpoint", parameter_name="/orders/read-endpoint", string_value=readers.endpoint_name(1))

app.synth()
