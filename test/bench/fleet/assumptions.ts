/** What a run of the fleet takes for granted. Milliseconds, unless the name says otherwise. */
export interface Assumptions {
  /** Route 53: requests a second, and at once, for the whole account. */
  readonly requestsPerSecond: number;
  readonly burst: number;
  /** Route 53: single changes a second, and at once; undefined leaves this limit out. */
  readonly changes?: { readonly perSecond: number; readonly burst: number };
  /** ElastiCache documents no limit. */
  readonly elasticache?: { readonly perSecond: number; readonly burst: number };
  /** Requests a second that others in the account send to Route 53. */
  readonly othersPerSecond: number;
  /** All groups fail over within this. */
  readonly failoversWithin: number;
  readonly replicas: number;
  readonly roundTrip: number;
  /** Each service time varies by a third to both sides. */
  readonly service: {
    readonly describe: number;
    /** For each item of a page. A group is described with all its nodes. */
    readonly described: { readonly group: number; readonly node: number; readonly event: number };
    readonly list: number;
    readonly get: number;
    readonly change: number;
    /** For each change of a batch. */
    readonly changed: number;
  };
  /** From the failover until the function's service has the notification. */
  readonly delivery: number;
  /** From the failover until ElastiCache's answers and its log show it: AWS promises nothing about it. */
  readonly shownAfter: number;
  /** Start and first load of an execution environment. */
  readonly coldStart: number;
  readonly seed: number;
}

/** Route 53's documented limits since July 2026, half of the request rate taken by others; the times are assumed. */
export const TODAY: Assumptions = {
  requestsPerSecond: 10,
  burst: 50,
  othersPerSecond: 5,
  failoversWithin: 1_000,
  replicas: 2,
  roundTrip: 15,
  service: { describe: 60, described: { group: 1, node: 0.33, event: 0.1 }, list: 60, get: 50, change: 150, changed: 0.5 },
  delivery: 100,
  shownAfter: 0,
  coldStart: 250,
  seed: 1,
};
