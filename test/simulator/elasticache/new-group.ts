import { GroupState, NodeState } from './group-state';
import { newNode } from './new-node';
import { World } from './world';
import { AwsError } from '../wire/aws-error';

export interface GroupOptions {
  readonly id: string;
  /** The primary first; `<id>-001` and so on when absent. */
  readonly nodeIds?: readonly string[];
  readonly replicas: number;
  readonly topicArn?: string;
  readonly tls?: boolean;
  readonly clusterEnabled?: boolean;
  /** As a group with replicas should have it, when absent. */
  readonly automaticFailover?: boolean;
}

/** A group as it is when it has been made: one node group, its first node the primary. */
export async function firstState(world: World, options: GroupOptions): Promise<GroupState> {
  const { replicas, topicArn, tls = false, clusterEnabled = false, automaticFailover = replicas > 0 } = options;
  const id = options.id.toLowerCase();
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
  if (!/^[a-z](?!.*--)[a-z0-9-]{0,39}$/.test(id) || id.endsWith('-')) {
    throw new AwsError('InvalidParameterValue', `The parameter ReplicationGroupId is not a valid identifier, got: ${options.id}`);
  }
  if (replicas > 5) throw new AwsError('InvalidParameterValue', `A node group has at most 5 replicas, got: ${replicas}`);
  const ids = options.nodeIds ?? Array.from({ length: replicas + 1 }, (_, index) => `${id}-${String(index + 1).padStart(3, '0')}`);
  if (ids.length !== replicas + 1) throw new Error(`one primary and ${replicas} replicas need ${replicas + 1} node ids, got: ${ids.join(', ')}`);

  const nodes: NodeState[] = [];
  for (const [index, nodeId] of ids.entries()) {
    const node = newNode(world, { id, tls, nodes }, nodeId, index === 0 ? 'primary' : 'replica');
    const address = await world.backend?.start(nodeId, index === 0 ? undefined : ids[0]);
    // with cluster mode enabled the API tells neither role nor read endpoint (API_NodeGroupMember.html).
    nodes.push({ ...node, ...address, ...clusterEnabled && { role: undefined, address: undefined } });
  }
  return {
    id,
    status: 'available',
    nodes,
    topicArn,
    topicStatus: topicArn === undefined ? undefined : 'active',
    tls,
    clusterMode: clusterEnabled ? 'enabled' : 'disabled',
    automaticFailover: automaticFailover ? 'enabled' : 'disabled',
    createdAt: world.clock.now(),
  };
}
