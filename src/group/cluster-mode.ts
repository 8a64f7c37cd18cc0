import { CfnParameterGroup, CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { refersTo, resourcesOfApp } from '../synth/resources-of-app';
import { templateProperties } from '../synth/template-properties';

/**
 * Why a group is refused for its cluster mode, if it is. `NumNodeGroups: 1` with `ReplicasPerNodeGroup` is cluster mode disabled; names of a group that is
 * `compatible` follow for as long as it shows roles.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html
 */
export function clusterModeFault(group: CfnReplicationGroup, properties: Record<string, unknown>): string | undefined {
  const sign = signOfClusterMode(group, properties);
  return sign && `replicationGroup must have cluster mode disabled, since only then does each replica have an endpoint of its own, got: ${sign} at ${group.node.path}; `
    + 'use a group with one node group and without cluster mode';
}

function signOfClusterMode(group: CfnReplicationGroup, properties: Record<string, unknown>): string | undefined {
  const { ClusterMode, NumNodeGroups, NodeGroupConfiguration, CacheParameterGroupName } = properties;
  const mode = isText(ClusterMode) ? ClusterMode.toLowerCase() : 'disabled';
  if (mode !== 'disabled' && mode !== 'compatible') return `clusterMode '${ClusterMode}'`;
  if (Number(NumNodeGroups) > 1) return `numNodeGroups ${NumNodeGroups}`;
  if (Array.isArray(NodeGroupConfiguration) && NodeGroupConfiguration.length > 1) return `${NodeGroupConfiguration.length} entries in nodeGroupConfiguration`;
  // on its way to cluster mode: its parameters are those of a cluster, and it has read endpoints all the same, until the migration is completed.
  if (mode === 'compatible') return undefined;
  if (isText(CacheParameterGroupName) && CacheParameterGroupName.endsWith('.cluster.on')) return `cacheParameterGroupName '${CacheParameterGroupName}'`;
  const parameters = CacheParameterGroupName === undefined ? undefined : parameterGroup(CacheParameterGroupName, Stack.of(group));
  return parameters && isClusterEnabled(parameters) ? `the parameter group ${parameters.node.path} with cluster-enabled 'yes'` : undefined;
}

function parameterGroup(name: unknown, stack: Stack): CfnResource | undefined {
  return resourcesOfApp(stack, CfnParameterGroup.CFN_RESOURCE_TYPE_NAME).find((resource) => refersTo(name, resource, stack));
}

function isClusterEnabled(parameters: CfnResource) {
  const { Properties } = templateProperties(parameters) as { Properties?: Record<string, unknown> };
  return Properties?.['cluster-enabled'] === 'yes';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
