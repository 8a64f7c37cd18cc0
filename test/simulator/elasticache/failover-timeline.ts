/** When what happens in a failover, in milliseconds; all but the first counted from its completion. */
export interface FailoverTimeline {
  /** From the primary's end to the completion. */
  readonly detection: number;
  /** Until ElastiCache says that it rebuilds the old primary. */
  readonly recovering: number;
  /** Until the old primary serves, as a replica. */
  readonly recovered: number;
  /** False for a promotion after which the old primary goes on as a replica at once. */
  readonly rebuild: boolean;
}

/**
 * Timelines that were seen: recovering 39, 72 and 83 s after the completion, recovered 10 to 12 minutes after it. All that time
 * ElastiCache calls the old primary an available replica.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_TestFailover.html for the order of the events
 */
export const ORDINARY_FAILOVER: FailoverTimeline = { detection: 0, recovering: 83_000, recovered: 623_000, rebuild: true };

/** A TestFailover was seen to complete 63 s after the call. */
export const TEST_FAILOVER: FailoverTimeline = { ...ORDINARY_FAILOVER, detection: 63_000 };
