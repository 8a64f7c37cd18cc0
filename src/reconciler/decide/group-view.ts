/** What ElastiCache answers about one replication group, in plain data. */
export interface GroupView {
  readonly id: string;
  /** The API's status: creating, available, modifying, deleting, create-failed, snapshotting. */
  readonly status: string;
  readonly clusterMode: boolean;
  readonly members: readonly Member[];
  readonly events: readonly NodeEvent[];
  /** When the oldest page of it was asked for, in milliseconds since the epoch; absent when it was all asked for at once. */
  readonly asOf?: number;
}

export interface Member {
  readonly node: string;
  /** Absent while the node is not ready. */
  readonly role?: string;
  /** Absent while the node is not ready. */
  readonly address?: string;
  /** The status of the node and of the cache cluster that it is to the API; absent when DescribeCacheClusters did not list it. */
  readonly status?: string;
  readonly topicArn?: string;
  readonly topicStatus?: string;
}

/** A line of the event log that says something about serving. */
export interface NodeEvent {
  readonly node: string;
  readonly kind: 'recovering' | 'recovered' | 'demoted';
  /** Seconds since the epoch. */
  readonly at: number;
}
