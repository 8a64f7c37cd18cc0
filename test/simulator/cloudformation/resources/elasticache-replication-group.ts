import { ReplicationGroup } from '../../elasticache/replication-group';
import { NotModelled } from '../../not-modelled';
import { Existing, Properties, ResourceContext, ResourceType } from '../resource-type';

export const elasticacheReplicationGroup: ResourceType = {
  shape: {
    AtRestEncryptionEnabled: true,
    AutomaticFailoverEnabled: true,
    AutoMinorVersionUpgrade: true,
    CacheNodeType: true,
    CacheParameterGroupName: true,
    CacheSubnetGroupName: true,
    ClusterMode: true,
    Engine: true,
    EngineVersion: true,
    MultiAZEnabled: true,
    NotificationTopicArn: true,
    NumCacheClusters: true,
    NumNodeGroups: true,
    ReplicasPerNodeGroup: true,
    ReplicationGroupDescription: true,
    ReplicationGroupId: true,
    SecurityGroupIds: true,
    Tags: true,
    TransitEncryptionEnabled: true,
    TransitEncryptionMode: true,
  },
  replacedBy: ['ReplicationGroupId', 'CacheSubnetGroupName', 'AtRestEncryptionEnabled'],
  create: async (properties, context) => {
    if (Number(properties.NumNodeGroups ?? 1) > 1) throw new NotModelled('AWS::ElastiCache::ReplicationGroup with several node groups');
    const hold = context.services.clock.hold(); // processes may start behind the nodes
    const group = await context.services.elasticache.createReplicationGroup({
      id: properties.ReplicationGroupId as string | undefined ?? context.physicalName(40).replace(/-+/g, '-').toLowerCase(),
      replicas: replicasOf(properties),
      topicArn: properties.NotificationTopicArn as string | undefined,
      tls: isTrue(properties.TransitEncryptionEnabled),
      clusterEnabled: properties.ClusterMode === 'enabled',
      automaticFailover: isTrue(properties.AutomaticFailoverEnabled),
    }).finally(() => hold.release());
    return existing(group, context);
  },
  update: async ({ physicalId }, properties, old, context) => {
    const group = context.services.elasticache.group(physicalId);
    await setReplicas(group, replicasOf(properties));
    if (isTrue(properties.TransitEncryptionEnabled) !== isTrue(old.TransitEncryptionEnabled)) group.renameEndpoints();
    if (properties.NotificationTopicArn !== old.NotificationTopicArn) setTopic(group, properties.NotificationTopicArn as string | undefined);
    while (group.status !== 'available') await context.services.clock.sleep(15_000);
    return existing(group, context);
  },
  delete: async ({ physicalId }, _, { services }) => {
    const hold = services.clock.hold();
    await services.elasticache.deleteReplicationGroup(physicalId).finally(() => hold.release());
  },
};

function replicasOf({ NumCacheClusters: nodes, ReplicasPerNodeGroup: replicas }: Properties) {
  return replicas === undefined ? Number(nodes ?? 1) - 1 : Number(replicas);
}

function isTrue(value: unknown) {
  return String(value ?? false) === 'true';
}

async function setReplicas(group: ReplicationGroup, wanted: number) {
  for (let missing = wanted - group.replicas.length; missing > 0; missing -= 1) await group.addReplica();
  for (const { id } of group.replicas.slice(wanted)) await group.removeReplica(id);
}

// the property has no status: an unchanged topic that went inactive stays inactive, whatever is deployed.
function setTopic(group: ReplicationGroup, topicArn: string | undefined) {
  if (topicArn === undefined) throw new NotModelled('an update that takes NotificationTopicArn away: what CloudFormation then does is not documented');
  group.setTopic(topicArn);
}

function existing(group: ReplicationGroup, { services: { elasticache } }: ResourceContext): Existing {
  const { id, tls } = group.state;
  const nodes = group.nodes.map(({ address }) => address ?? '');
  return {
    physicalId: id,
    attributes: {
      'PrimaryEndPoint.Address': elasticache.names.primary(id, tls),
      'PrimaryEndPoint.Port': '6379',
      'ReaderEndPoint.Address': elasticache.names.reader(id, tls),
      'ReaderEndPoint.Port': '6379',
      'ReadEndPoint.Addresses': nodes.join(','),
      'ReadEndPoint.Addresses.List': nodes,
    },
  };
}
