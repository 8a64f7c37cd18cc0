import { AwsError } from './aws-error';
import { replicationGroupXml } from './elasticache-answers';
import { QueryParameters } from './query-parameters';
import { ElastiCache } from '../elasticache/elasticache';
import { TEST_FAILOVER } from '../elasticache/failover-timeline';

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_TestFailover.html */
export function testFailover(elasticache: ElastiCache, parameters: QueryParameters) {
  const id = parameters.required('ReplicationGroupId');
  const nodeGroup = parameters.required('NodeGroupId');
  return {
    resource: arn(elasticache, id),
    run: () => {
      const group = elasticache.group(id);
      if (nodeGroup !== '0001') throw new AwsError('NodeGroupNotFoundFault', `Node group ${nodeGroup} not found.`, 404);
      if (!group.replicas.some(({ alive, status }) => alive && status === 'available')) {
        throw new AwsError('InvalidReplicationGroupState', `No replica of ${group.id} can be promoted.`);
      }
      elasticache.logEvent('replication-group', group.id, `Test Failover API called for node group ${nodeGroup}`);
      void group.failover(undefined, TEST_FAILOVER);
      return replicationGroupXml(group.state, elasticache);
    },
  };
}

/**
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_IncreaseReplicaCount.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DecreaseReplicaCount.html
 */
export function changeReplicaCount(elasticache: ElastiCache, parameters: QueryParameters, direction: 'increase' | 'decrease') {
  const id = parameters.required('ReplicationGroupId');
  const count = parameters.number('NewReplicaCount');
  const named = direction === 'decrease' ? parameters.list('ReplicasToRemove') : [];
  if (parameters.boolean('ApplyImmediately') !== true) throw new AwsError('InvalidParameterValue', 'ApplyImmediately must be true');
  return {
    resource: arn(elasticache, id),
    run: async () => {
      const group = elasticache.group(id);
      const present = group.replicas.filter(({ status }) => status !== 'deleting').map((node) => node.id);
      const wanted = count ?? present.length - named.length;
      const fits = direction === 'increase' ? wanted > present.length : wanted < present.length && wanted >= 0;
      if (!fits) throw new AwsError('NoOperationFault', `There are ${present.length} replicas, got: ${direction} to ${wanted}`);
      const leaving = named.length > 0 ? named : present.slice(wanted);
      if (direction === 'decrease') for (const nodeId of leaving) await group.removeReplica(nodeId);
      else for (let number = present.length; number < wanted; number += 1) await group.addReplica();
      return replicationGroupXml(group.state, elasticache);
    },
  };
}

function arn({ account, region }: ElastiCache, id: string): string {
  return `arn:aws:elasticache:${region}:${account}:replicationgroup:${id.toLowerCase()}`;
}
