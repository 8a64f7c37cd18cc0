import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { templateProperties } from '../synth/template-properties';

/** How many replicas the group is declared with, when that is known at synth. */
export function declaredReplicas(group: CfnReplicationGroup, properties = templateProperties(group)): number | undefined {
  const { NodeGroupConfiguration, ReplicasPerNodeGroup, NumCacheClusters, GlobalReplicationGroupId, PrimaryClusterId } = properties;
  const [nodeGroup] = Array.isArray(NodeGroupConfiguration) ? NodeGroupConfiguration : [];
  if (nodeGroup?.ReplicaCount !== undefined) return known(nodeGroup.ReplicaCount);
  if (ReplicasPerNodeGroup !== undefined) return known(ReplicasPerNodeGroup);
  if (NumCacheClusters !== undefined) return lessPrimary(known(NumCacheClusters));
  // as many as the group, or the node, that it is made of.
  return GlobalReplicationGroupId || PrimaryClusterId || NodeGroupConfiguration ? undefined : 0;
}

/** Why a group without replicas is refused: a number of names must come from somewhere. */
export function singleNodeFault(group: CfnReplicationGroup, properties: Record<string, unknown>): string | undefined {
  if (declaredReplicas(group, properties) !== 0) return undefined;
  return `replicationGroup must have a replica, got: a single node at ${group.node.path}; set its numCacheClusters to 2 or more, `
    + 'or set endpointCount to have names that lead to the primary until there is a replica';
}

function known(count: unknown): number | undefined {
  const number = typeof count === 'string' ? Number(count) : count;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

function lessPrimary(nodes: number | undefined) {
  return nodes === undefined ? undefined : nodes - 1;
}
