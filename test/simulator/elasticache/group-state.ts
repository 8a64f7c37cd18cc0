/** One node, as it is at one time. */
export interface NodeState {
  /** The API's `CacheClusterId`. */
  readonly id: string;
  /** Absent where the API would leave it out, as it does when cluster mode is enabled. */
  readonly role?: 'primary' | 'replica';
  readonly status: string;
  /** The host of the read endpoint. */
  readonly address?: string;
  readonly port: number;
  readonly ip: string;
  /** Whether it really answers, which ElastiCache may not have noticed. */
  readonly alive: boolean;
  readonly availabilityZone: string;
  readonly createdAt: number;
}

/** One replication group, as it is at one time. */
export interface GroupState {
  readonly id: string;
  readonly status: string;
  readonly nodes: readonly NodeState[];
  readonly topicArn?: string;
  readonly topicStatus?: 'active' | 'inactive';
  readonly tls: boolean;
  readonly clusterMode: 'enabled' | 'disabled' | 'compatible';
  /** Whether a replica takes the place of a primary that fails. */
  readonly automaticFailover: 'enabled' | 'disabled' | 'enabling' | 'disabling';
  readonly createdAt: number;
}

/**
 * While a node or its group is made or deleted the API does not show its endpoint.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheClusters.html
 */
export function showsEndpoint(group: GroupState, { status, address }: NodeState): boolean {
  return address !== undefined && [group.status, status].every((one) => one !== 'creating' && one !== 'deleting');
}
