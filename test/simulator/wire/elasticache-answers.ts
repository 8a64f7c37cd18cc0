import { element, list, value } from './xml';
import { Member } from '../elasticache/elasticache';
import { EndpointNames } from '../elasticache/endpoint-names';
import { LoggedEvent } from '../elasticache/event-log';
import { GroupState, NodeState, showsEndpoint } from '../elasticache/group-state';

/** What the answers need to know beside the state. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly names: EndpointNames;
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html */
export function replicationGroupXml(group: GroupState, place: Place): string {
  const { id, status, nodes, tls, clusterMode, automaticFailover, createdAt } = group;
  const enabled = clusterMode === 'enabled';
  return element('ReplicationGroup',
    value('ReplicationGroupId', id),
    value('Description', id),
    element('GlobalReplicationGroupInfo'),
    value('Status', status),
    element('PendingModifiedValues'),
    list('MemberClusters', nodes, (node) => value('ClusterId', node.id)),
    list('NodeGroups', [nodes], () => nodeGroupXml(group, place)),
    value('AutomaticFailover', automaticFailover),
    value('MultiAZ', nodes.length > 1 ? 'enabled' : 'disabled'),
    enabled ? endpoint('ConfigurationEndpoint', place.names.configuration(id), 6379) : '',
    value('SnapshotRetentionLimit', 0),
    value('SnapshotWindow', '04:00-05:00'),
    // not documented for a group that is on its way (compatible): the answer that is harder to read.
    value('ClusterEnabled', clusterMode !== 'disabled'),
    value('CacheNodeType', 'cache.t4g.small'),
    value('AuthTokenEnabled', false),
    value('TransitEncryptionEnabled', tls),
    value('AtRestEncryptionEnabled', false),
    value('ARN', `arn:aws:elasticache:${place.region}:${place.account}:replicationgroup:${id}`),
    element('LogDeliveryConfigurations'),
    value('ReplicationGroupCreateTime', new Date(createdAt).toISOString()),
    value('DataTiering', 'disabled'),
    value('AutoMinorVersionUpgrade', true),
    value('NetworkType', 'ipv4'),
    value('IpDiscovery', 'ipv4'),
    value('TransitEncryptionMode', tls ? 'required' : undefined),
    value('ClusterMode', clusterMode),
    value('Engine', 'valkey'),
  );
}

// cluster mode disabled has exactly one node group, 0001; with cluster mode enabled the simulator has one shard.
function nodeGroupXml(group: GroupState, { names }: Place): string {
  const { id, status, nodes, tls, clusterMode } = group;
  const shows = status !== 'creating' && status !== 'deleting' && clusterMode !== 'enabled';
  const port = nodes.find(({ role }) => role === 'primary')?.port ?? 6379;
  return element('NodeGroup',
    value('NodeGroupId', '0001'),
    value('Status', status),
    shows ? endpoint('PrimaryEndpoint', names.primary(id, tls), port) + endpoint('ReaderEndpoint', names.reader(id, tls), port) : '',
    value('Slots', clusterMode === 'enabled' ? '0-16383' : undefined),
    list('NodeGroupMembers', nodes, (node) => element('NodeGroupMember',
      value('CacheClusterId', node.id),
      value('CacheNodeId', '0001'),
      showsEndpoint(group, node) ? endpoint('ReadEndpoint', node.address!, node.port) : '',
      value('PreferredAvailabilityZone', node.availabilityZone),
      value('CurrentRole', node.role),
    )),
  );
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html */
export function cacheClusterXml({ group, node }: Member, { account, region }: Place, showNodes: boolean): string {
  const { topicArn, topicStatus, tls } = group;
  return element('CacheCluster',
    value('CacheClusterId', node.id),
    value('ClientDownloadLandingPage', `https://console.aws.amazon.com/elasticache/home?region=${region}#client-download:`),
    value('CacheNodeType', 'cache.t4g.small'),
    value('Engine', 'valkey'),
    value('EngineVersion', '8.0.1'),
    value('CacheClusterStatus', node.status),
    value('NumCacheNodes', 1),
    value('PreferredAvailabilityZone', node.availabilityZone),
    value('CacheClusterCreateTime', new Date(node.createdAt).toISOString()),
    value('PreferredMaintenanceWindow', 'sun:02:00-sun:03:00'),
    element('PendingModifiedValues'),
    // the only place where the API shows the topic.
    topicArn === undefined ? '' : element('NotificationConfiguration', value('TopicArn', topicArn), value('TopicStatus', topicStatus)),
    element('CacheSecurityGroups'),
    element('CacheParameterGroup', value('CacheParameterGroupName', 'default.valkey8'), value('ParameterApplyStatus', 'in-sync'), element('CacheNodeIdsToReboot')),
    value('CacheSubnetGroupName', 'default'),
    showNodes && showsEndpoint(group, node) ? list('CacheNodes', [node], cacheNodeXml) : '',
    value('AutoMinorVersionUpgrade', true),
    element('SecurityGroups'),
    value('ReplicationGroupId', group.id),
    value('SnapshotRetentionLimit', 0),
    value('SnapshotWindow', '04:00-05:00'),
    value('AuthTokenEnabled', false),
    value('TransitEncryptionEnabled', tls),
    value('AtRestEncryptionEnabled', false),
    value('ARN', `arn:aws:elasticache:${region}:${account}:cluster:${node.id}`),
    value('ReplicationGroupLogDeliveryEnabled', false),
    element('LogDeliveryConfigurations'),
    value('NetworkType', 'ipv4'),
    value('IpDiscovery', 'ipv4'),
    value('TransitEncryptionMode', tls ? 'required' : undefined),
  );
}

function cacheNodeXml({ status, createdAt, address, port, availabilityZone }: NodeState): string {
  return element('CacheNode',
    value('CacheNodeId', '0001'),
    value('CacheNodeStatus', status === 'rebooting cluster nodes' ? 'rebooting' : status),
    value('CacheNodeCreateTime', new Date(createdAt).toISOString()),
    endpoint('Endpoint', address!, port),
    value('ParameterGroupStatus', 'in-sync'),
    value('CustomerAvailabilityZone', availabilityZone),
  );
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Event.html */
export function eventXml({ sourceIdentifier, sourceType, message, date }: LoggedEvent): string {
  return element('Event',
    value('SourceIdentifier', sourceIdentifier),
    value('SourceType', sourceType),
    value('Message', message),
    value('Date', new Date(date).toISOString()),
  );
}

function endpoint(name: string, address: string, port: number): string {
  return element(name, value('Address', address), value('Port', port));
}
