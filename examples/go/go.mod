module example.com/orders

go 1.25

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.230.0
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-replica-endpoint-dns/cdk-replica-endpoint-dns-go/replicaendpointdns v0.0.0
)
