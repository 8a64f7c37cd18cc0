/**
 * What one run leaves behind: everything that the figures, the report and the exit status are computed from. Instants (`at`) are simulated
 * seconds since the clients began to read.
 */
export interface Recording {
  readonly seed: number;
  /** Simulated seconds in a real one. */
  readonly scale: number;
  /** Seconds. */
  readonly ttl: number;
  /** Seconds from an applied change to the first DNS answer that shows it. */
  readonly propagation: number;
  readonly replicas: number;
  readonly date: string;
  readonly command: string;
  readonly versions: { readonly library: string; readonly node: string; readonly redis: string; readonly cdk: string };
  readonly bundle: { readonly file: string; readonly bytes: number; readonly sha256: string };
  readonly acts: readonly PlayedAct[];
  readonly end: number;
  readonly worlds: { readonly ours: WorldRecording; readonly blog: WorldRecording };
}

export type ActKind = 'crash' | 'failover' | 'back' | 'notice' | 'remove' | 'removed' | 'add' | 'added';

/** Something that happened to a node, in both worlds at one instant. */
export interface PlayedAct {
  readonly at: number;
  readonly kind: ActKind;
  readonly node: string;
  readonly text: string;
}

export interface WorldRecording {
  readonly title: string;
  /** Every name that ever was, in the order of their numbers. */
  readonly names: readonly string[];
  readonly samples: readonly NodeSample[];
  readonly leads: readonly Lead[];
  readonly reads: readonly Read[];
  readonly pooled: readonly Read[];
  readonly writes: { readonly done: number; readonly failed: number; readonly last: number };
  /** The newest value of the counter that was read through each name. */
  readonly newestRead: Readonly<Record<string, number>>;
  /** The successful connections of the pooled and the writing client. */
  readonly keptConnections: number;
  readonly changes: readonly ZoneChange[];
  /** The names that the zone holds at the end. */
  readonly namesAtEnd: readonly string[];
  /** When the function was started. */
  readonly invocations: readonly number[];
  readonly benchmarks: readonly Benchmark[];
  readonly dnsQueries: number;
}

/** `unlinked` is a replica without a link to its primary: it answers, with what it has. */
export type NodeState = 'primary' | 'replica' | 'unlinked' | 'dead';

/** What a node said of itself. Counts go on where a restarted server begins anew, and hold no connection of the demo's own or of a replica. */
export interface NodeSample {
  readonly at: number;
  readonly node: string;
  readonly state: NodeState;
  readonly gets: number;
  readonly connections: number;
}

/** From this instant on the name led to this node, as seen through the caching resolver; to no node when it led nowhere. */
export interface Lead {
  readonly at: number;
  readonly name: string;
  readonly node?: string;
}

/** A read as its client saw it. `node` is missing when there was nobody to connect to; `failure` when it went well. */
export interface Read {
  readonly at: number;
  readonly name: string;
  readonly node?: string;
  readonly failure?: string;
}

/** A change batch that Route 53 applied, when it began to be answered by DNS, and where its names lead from then on; null: nowhere. */
export interface ZoneChange {
  readonly at: number;
  readonly answered: number;
  readonly comment: string;
  readonly targets: Readonly<Record<string, string | null>>;
}

/** A run of redis-benchmark through one name. */
export interface Benchmark {
  readonly name: string;
  readonly command: string;
  readonly exit: number;
  readonly getsPerNode: Readonly<Record<string, number>>;
}
