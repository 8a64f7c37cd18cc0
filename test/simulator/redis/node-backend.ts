/**
 * What stands behind the nodes of a simulated replication group: real `redis-server` processes in the demo and in some stories,
 * nothing where only names matter.
 */
export interface NodeBackend {
  /** Starts an empty node; without `primary` it is a primary itself. Returns where it listens. */
  start(nodeId: string, primary?: string): Promise<{ readonly ip: string; readonly port: number }>;
  /** Makes the node a primary and lets the others follow it. */
  promote(nodeId: string, followers: readonly string[]): Promise<void>;
  /** The process dies; connections to it are refused. */
  kill(nodeId: string): Promise<void>;
  /** The node is gone for good. */
  remove(nodeId: string): Promise<void>;
}
