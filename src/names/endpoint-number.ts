import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { groupResource } from '../group/group-resource';
import { declaredReplicas } from '../group/replica-count';
import { MOST_REPLICAS } from '../reconciler/names';

/** Why there is no name with this number, if there is none. */
export function nameNumberFault(number: number, group: aws_elasticache.IReplicationGroupRef, endpointCount?: number): string | undefined {
  const resource = groupResource(group);
  const replicas = resource && declaredReplicas(resource);
  const most = endpointCount ?? replicas ?? MOST_REPLICAS;
  if (Number.isInteger(number) && number >= 1 && number <= most) return undefined;
  return `endpointName takes a whole number from 1 to ${most}, got: ${number}; ${remedy(group, endpointCount, replicas)}`;
}

function remedy(group: aws_elasticache.IReplicationGroupRef, endpointCount?: number, replicas?: number) {
  if (endpointCount !== undefined) return `there are as many names as endpointCount says, ${endpointCount}`;
  return replicas === undefined
    ? 'a group has five replicas at most, set endpointCount to have more names'
    : `${group.node.path} has as many replicas, add some or set endpointCount`;
}
