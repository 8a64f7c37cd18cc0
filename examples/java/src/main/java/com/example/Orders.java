package com.example;

import io.github.cdkreplicaendpointdns.ReplicaEndpointDns;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.elasticache.CfnReplicationGroup;
import software.amazon.awscdk.services.elasticache.CfnSubnetGroup;
import software.amazon.awscdk.services.route53.PrivateHostedZone;
import software.amazon.awscdk.services.ssm.StringParameter;

public final class Orders {
    public static void main(String[] args) {
        var app = new App();
        var stack = new Stack(app, "Orders");

        var vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).natGateways(0).build();
        var clients = SecurityGroup.Builder.create(stack, "CacheClients").vpc(vpc).build();
        var nodes = SecurityGroup.Builder.create(stack, "CacheNodes").vpc(vpc).build();
        nodes.addIngressRule(clients, Port.tcp(6379));

        var isolated = SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
        var subnetGroup = CfnSubnetGroup.Builder.create(stack, "CacheSubnets")
            .description("Where the nodes are")
            .subnetIds(vpc.selectSubnets(isolated).getSubnetIds())
            .build();
        var replicationGroup = CfnReplicationGroup.Builder.create(stack, "Cache")
            .replicationGroupDescription("A primary and two replicas")
            .engine("valkey")
            .cacheNodeType("cache.t4g.small")
            .numCacheClusters(3)
            .automaticFailoverEnabled(true)
            .multiAzEnabled(true)
            .transitEncryptionEnabled(true)
            .atRestEncryptionEnabled(true)
            .cacheSubnetGroupName(subnetGroup.getRef())
            .securityGroupIds(List.of(nodes.getSecurityGroupId()))
            .build();

        var hostedZone = PrivateHostedZone.Builder.create(stack, "Zone").vpc(vpc).zoneName("orders.internal").build();
        var readers = ReplicaEndpointDns.Builder.create(stack, "Readers")
            .replicationGroup(replicationGroup)
            .hostedZone(hostedZone)
            .cnamePrefix((String) app.getNode().getContext("cnamePrefix"))
            .build();

        // What uses a name waits until it exists. Here that is a parameter; it could be a container's environment as well.
        StringParameter.Builder.create(stack, "ReadEndpoint")
            .parameterName("/orders/read-endpoint")
            .stringValue(readers.endpointName(1))
            .build();

        app.synth();
    }
}
