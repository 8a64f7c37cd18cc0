import { Token } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { shown } from '../synth/kind-of-value';
import { Fault } from '../synth/refuse';

/**
 * Why the id of a group is refused: it is not given, or is something else, such as an endpoint.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export function groupIdFault({ replicationGroupRef: { replicationGroupId: id } }: aws_elasticache.IReplicationGroupRef): Fault {
  if (Token.isUnresolved(id) || (typeof id === 'string' && /^[a-z][a-z0-9-]{0,39}$/i.test(id))) return undefined;
  return `the id of replicationGroup must be 1 to 40 letters, digits and hyphens, the first a letter, got: ${shown(id)}; `
    + 'use the id that aws elasticache describe-replication-groups shows, not an endpoint or an ARN';
}
