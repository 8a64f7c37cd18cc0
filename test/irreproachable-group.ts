import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Stack } from 'aws-cdk-lib/core';

/** A group that no rule and no checker has anything to say about, so that all that is found is the library's. */
export function irreproachableGroup(stack: Stack, id: string): CfnReplicationGroup {
  return new CfnReplicationGroup(stack, id, {
    replicationGroupDescription: 'orders',
    engine: 'valkey',
    cacheNodeType: 'cache.t4g.small',
    numCacheClusters: 3,
    cacheSubnetGroupName: 'private',
    port: 6380,
    authToken: '{{resolve:secretsmanager:orders}}',
    multiAzEnabled: true,
    automaticFailoverEnabled: true,
    transitEncryptionEnabled: true,
    atRestEncryptionEnabled: true,
    snapshotRetentionLimit: 15,
  });
}
