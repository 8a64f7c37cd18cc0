import { Outcome } from './outcome';
import { sentence } from '../decide/move';
import { Contest } from '../decide/plan';
import { physicalId } from '../names';
import { CLAIM_DIMENSION, CLAIM_METRICS, METRIC_NAMESPACE, Missed, RECONCILER_DIMENSION, RECONCILER_METRICS } from '../settings';

/** What a pass tells. */
export interface Report {
  /** What moved, and what is wrong. */
  readonly lines: readonly string[];
  /** Documents of CloudWatch's embedded metric format, each of which must be a line of the log by itself. */
  readonly metrics: readonly string[];
}

export function report(outcomes: readonly Outcome[], zoneName: string, reconciler: string, now: number): Report {
  const failed = outcomes.filter(({ result }) => result === 'failed');
  const contested = outcomes.flatMap((outcome) => outcome.contested);
  const topicFaults = outcomes.filter(({ topicFault }) => topicFault !== undefined);
  const lines = [
    ...outcomes.flatMap(({ moves }) => moves.map((move) => sentence(move, zoneName))),
    ...outcomes.filter(({ result }) => result !== 'right').map(({ prefix, result, reason }) => `${prefix}: ${result}, because ${reason}`),
    ...contested.map(contestLine),
    ...topicFaults.map(({ prefix, topicFault }) => `${prefix}: ${topicFault}`),
    ...outcomes.flatMap((outcome) => leftBehind(outcome, zoneName, now)),
  ];
  return {
    lines,
    metrics: [
      document({ [RECONCILER_DIMENSION]: reconciler }, {
        [failed.length > 0 ? RECONCILER_METRICS.passesFailed : RECONCILER_METRICS.passesSucceeded]: 1,
        [RECONCILER_METRICS.contestedNames]: contested.length,
        [RECONCILER_METRICS.topicFaults]: topicFaults.length,
      }, now),
      ...outcomes.filter(({ result }) => result === 'right').map(({ prefix, moves }) => document(
        { [RECONCILER_DIMENSION]: reconciler, [CLAIM_DIMENSION]: prefix },
        { [CLAIM_METRICS.claimPasses]: 1, [CLAIM_METRICS.namesMoved]: moves.length },
        now,
      )),
    ],
  };
}

/** A deployment takes less than an hour to replace one holder by another, unless it is kept as it failed. In milliseconds. */
const HELD_TWICE_MS = 60 * 60 * 1000;

/** Older holders that are still there long after a newer one came: their Delete may never come. */
function leftBehind({ prefix, holders = [] }: Outcome, zoneName: string, now: number): string[] {
  const older = holders.slice(0, -1);
  if (older.length === 0 || now < holders.at(-1)!.since * 1000 + HELD_TWICE_MS) return [];
  const ids = older.map(({ instance, stack }) => `${physicalId(prefix, zoneName, instance)} of ${stack}`).join(', ');
  return [`${prefix}: has had more than one holder for an hour, got: ${ids}: if no deployment is to be rolled back to them, release them with {"action":"release"}`];
}

function contestLine({ name, found, refused, kept }: Contest): string {
  if (kept !== undefined) return `${name}: stays, although the group has fewer replicas: ${kept}`;
  return refused !== undefined ? `${name}: contested, Route 53 refuses to change it: ${refused}` : `${name}: contested, somebody else's record stands there: ${found}`;
}

/**
 * The metrics of a claim that was just made: a pass that left it right, now and one sweep ago. CloudWatch judges whole periods, and an alarm that misses passes
 * would find none in those that are over when it is made.
 */
export function reportClaimed(prefix: string, { reconcilerFunction, sweepSeconds }: Missed, now: number): string[] {
  const reconciler = { [RECONCILER_DIMENSION]: reconcilerFunction };
  return [now - sweepSeconds * 1000, now].flatMap((at) => [
    document(reconciler, { [RECONCILER_METRICS.passesSucceeded]: 1 }, at),
    document({ ...reconciler, [CLAIM_DIMENSION]: prefix }, { [CLAIM_METRICS.claimPasses]: 1 }, at),
  ]);
}

/** A pass that could not even read. */
export function reportFailure(error: Error, reconciler: string, now: number): Report {
  return {
    lines: [`the pass failed: ${error.name}: ${error.message}`],
    metrics: [document({ [RECONCILER_DIMENSION]: reconciler }, { [RECONCILER_METRICS.passesFailed]: 1 }, now)],
  };
}

/**
 * Without what would be nought: CloudWatch bills a metric in the hours in which it is written, and the alarms that want these take none for nought.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
function document(dimensions: Record<string, string>, counts: Record<string, number>, now: number): string {
  const values = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{
        Namespace: METRIC_NAMESPACE,
        Dimensions: [Object.keys(dimensions)],
        Metrics: Object.keys(values).map((Name) => ({ Name, Unit: 'Count' })),
      }],
    },
    ...dimensions,
    ...values,
  });
}
