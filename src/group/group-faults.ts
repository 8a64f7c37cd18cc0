import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { IConstruct } from 'constructs';
import { clusterModeFault } from './cluster-mode';
import { conditionFault } from './condition';
import { groupResource } from './group-resource';
import { singleNodeFault } from './replica-count';
import { templateProperties } from '../synth/template-properties';

/** Why the group is refused, as it stands now: nothing is known of an imported one. */
export function groupFaults(names: IConstruct, group: aws_elasticache.IReplicationGroupRef, endpointCount?: number): string[] {
  const resource = groupResource(group);
  if (!resource) return [];
  const properties = templateProperties(resource);
  const faults = [
    clusterModeFault(resource, properties),
    conditionFault(resource, names),
    endpointCount === undefined ? singleNodeFault(resource, properties) : undefined,
  ];
  return faults.filter((fault) => fault !== undefined);
}
