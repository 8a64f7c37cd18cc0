import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnResource } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';

/** The replication group as a resource of this app; undefined when it is imported. */
export function groupResource(group: aws_elasticache.IReplicationGroupRef): CfnReplicationGroup | undefined {
  // not instanceof: there may be two copies of aws-cdk-lib.
  const isResource = CfnResource.isCfnResource(group) && group.cfnResourceType === CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME;
  return isResource ? group as CfnReplicationGroup : undefined;
}
