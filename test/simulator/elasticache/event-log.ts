import { page, Page, PageRequest } from './page';
import { Clock } from '../clock/clock';
import { AwsError } from '../wire/aws-error';

export type SourceType = 'cache-cluster' | 'replication-group';

export interface LoggedEvent {
  readonly date: number;
  /** From when on answers show it; never when it is infinite. */
  readonly shownAt: number;
  readonly sourceType: SourceType;
  /** A node's id for `cache-cluster`. */
  readonly sourceIdentifier: string;
  readonly message: string;
}

export interface EventQuery extends PageRequest {
  readonly sourceType?: string;
  readonly sourceIdentifier?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  /** Minutes. */
  readonly duration?: number;
}

const HOUR = 60 * 60 * 1000;
const FORTNIGHT = 14 * 24 * HOUR;

/** What DescribeEvents answers from. */
export class EventLog {
  readonly events: LoggedEvent[] = [];
  oldestFirst = false;
  /** How long after it was logged an event is shown. AWS promises nothing about it, nor about the order of what it shows. */
  delay: (event: Pick<LoggedEvent, 'sourceIdentifier' | 'message'>) => number;

  constructor(private readonly clock: Clock) {
    this.delay = () => 0;
  }

  add(sourceType: SourceType, sourceIdentifier: string, message: string): void {
    const date = this.clock.now();
    this.events.push({ date, shownAt: date + this.delay({ sourceIdentifier, message }), sourceType, sourceIdentifier, message });
  }

  /**
   * The last hour when no time is given, never more than fourteen days. `knownUntil` is what the answer knows of.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeEvents.html
   */
  query(query: EventQuery, knownUntil: number): Page<LoggedEvent> {
    const now = this.clock.now();
    const { sourceType, sourceIdentifier, duration } = query;
    if (sourceIdentifier !== undefined && sourceType === undefined) {
      throw new AwsError('InvalidParameterCombination', 'SourceType must be specified when SourceIdentifier is specified');
    }
    if (duration !== undefined && query.startTime !== undefined) {
      throw new AwsError('InvalidParameterCombination', 'Only one of StartTime and Duration may be specified');
    }
    const end = query.endTime ?? now;
    const start = query.startTime ?? end - (duration === undefined ? HOUR : duration * 60_000);
    if (duration !== undefined && !Number.isInteger(duration)) throw new AwsError('MalformedInput', `Duration must be whole minutes, got: ${duration}`);
    if (start < now - FORTNIGHT) throw new AwsError('InvalidParameterValue', 'Events are kept for 14 days: the start must not be before that');
    if (start > end) throw new AwsError('InvalidParameterValue', 'The start time must not be after the end time');
    const found = this.events.map((event, number) => ({ ...event, number }))
      .filter(({ date, shownAt }) => date >= start && date <= end && shownAt <= knownUntil)
      .filter((event) => (sourceType === undefined || event.sourceType === sourceType)
        && (sourceIdentifier === undefined || event.sourceIdentifier === sourceIdentifier));
    return page(this.oldestFirst ? found : found.reverse(), ({ number }) => String(number), query);
  }
}
