/** What ElastiCache answers about one replication group, in plain data. */
export interface GroupView {
  readonly id: string;
  /** The API's status: creating, available, modifying, deleting, create-failed, snapshotting. */
  readonly status: string;
  /** Cluster mode is enabled, so that ElastiCache tells neither roles nor read endpoints. */
  readonly clusterMode: boolean;
  /** On its way to cluster mode (`compatible`) and, unlike most such groups, already without roles or read endpoints. */
  readonly becomingCluster?: boolean;
  /** No replica takes the primary's place by itself: a promotion was made by hand. */
  readonly promotedByHand?: boolean;
  /** Each node once. */
  readonly members: readonly Member[];
  readonly events: readonly NodeEvent[];
  /** What could not be read; absent when everything was. */
  readonly lost?: Lost;
  /** When the oldest page of it was asked for, in milliseconds since the epoch; absent when it was all asked for at once. */
  readonly asOf?: number;
}

/** Why a source could not be read. Without roles there is no view at all. */
export interface Lost {
  /** The event log. */
  readonly events?: Error;
  /** The statuses of nodes. */
  readonly statuses?: Error;
}

export interface Member {
  readonly node: string;
  /** Absent while the node is not ready. */
  readonly role?: string;
  /** Absent while the node is not ready. */
  readonly address?: string;
  /** The status of the node and of the cache cluster that it is to the API; absent when DescribeCacheClusters did not list it. */
  readonly status?: string;
  /** Seconds since the epoch. The id of a node that was deleted can be given to a new one. */
  readonly createdAt?: number;
  readonly topicArn?: string;
  readonly topicStatus?: string;
}

/**
 * A line of the event log that says something about serving.
 *
 * | kind         | the line says that                                                                    |
 * |--------------|---------------------------------------------------------------------------------------|
 * | `recovering` | the node is being replaced: it is away                                                |
 * | `recovered`  | its replacement serves                                                                |
 * | `restarted`  | its engine was started again, or patched: it serves, unless it is being replaced, too |
 * | `demoted`    | another node has taken its place as the primary                                       |
 * | `promoted`   | it has taken the primary's place                                                      |
 */
export interface NodeEvent {
  readonly node: string;
  readonly kind: 'recovering' | 'recovered' | 'restarted' | 'demoted' | 'promoted';
  /** Seconds since the epoch. */
  readonly at: number;
}
