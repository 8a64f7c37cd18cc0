package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awselasticache"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsroute53"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsssm"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-replica-endpoint-dns/cdk-replica-endpoint-dns-go/replicaendpointdns"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("Orders"), nil)

	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2), NatGateways: jsii.Number(0)})
	clients := awsec2.NewSecurityGroup(stack, jsii.String("CacheClients"), &awsec2.SecurityGroupProps{Vpc: vpc})
	nodes := awsec2.NewSecurityGroup(stack, jsii.String("CacheNodes"), &awsec2.SecurityGroupProps{Vpc: vpc})
	nodes.AddIngressRule(clients, awsec2.Port_Tcp(jsii.Number(6379)), nil, nil)

	isolated := vpc.SelectSubnets(&awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED})
	subnetIds := []interface{}{}
	for _, id := range *isolated.SubnetIds {
		subnetIds = append(subnetIds, id)
	}
	subnetGroup := awselasticache.NewCfnSubnetGroup(stack, jsii.String("CacheSubnets"), &awselasticache.CfnSubnetGroupProps{
		Description: jsii.String("Where the nodes are"),
		SubnetIds:   &subnetIds,
	})
	replicationGroup := awselasticache.NewCfnReplicationGroup(stack, jsii.String("Cache"), &awselasticache.CfnReplicationGroupProps{
		ReplicationGroupDescription: jsii.String("A primary and two replicas"),
		Engine:                      jsii.String("valkey"),
		CacheNodeType:               jsii.String("cache.t4g.small"),
		NumCacheClusters:            jsii.Number(3),
		AutomaticFailoverEnabled:    jsii.Bool(true),
		MultiAzEnabled:              jsii.Bool(true),
		TransitEncryptionEnabled:    jsii.Bool(true),
		AtRestEncryptionEnabled:     jsii.Bool(true),
		CacheSubnetGroupName:        subnetGroup.Ref(),
		SecurityGroupIds:            &[]*string{nodes.SecurityGroupId()},
	})

	hostedZone := awsroute53.NewPrivateHostedZone(stack, jsii.String("Zone"), &awsroute53.PrivateHostedZoneProps{
		Vpc:      vpc,
		ZoneName: jsii.String("orders.internal"),
	})
	readers := replicaendpointdns.NewReplicaEndpointDns(stack, jsii.String("Readers"), &replicaendpointdns.ReplicaEndpointDnsProps{
		ReplicationGroup: replicationGroup,
		HostedZone:       hostedZone,
		CnamePrefix:      jsii.String(app.Node().GetContext(jsii.String("cnamePrefix")).(string)),
	})

	// What uses a name waits until it exists. Here that is a parameter; it could be a container's environment as well.
	awsssm.NewStringParameter(stack, jsii.String("ReadEndpoint"), &awsssm.StringParameterProps{
		ParameterName: jsii.String("/orders/read-endpoint"),
		StringValue:   readers.EndpointName(jsii.Number(1)),
	})

	app.Synth(nil)
}
