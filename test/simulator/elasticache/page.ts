import { AwsError } from '../wire/aws-error';

export interface PageRequest {
  readonly maxRecords?: number;
  readonly marker?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Leads to the next page; absent on the last. */
  readonly marker?: string;
}

/**
 * The page that the marker leads to. The marker names the last item seen; one that has gone in the meantime is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheClusters.html
 */
export function page<T>(all: readonly T[], key: (item: T) => string, { maxRecords = 100, marker }: PageRequest): Page<T> {
  if (!(maxRecords >= 20 && maxRecords <= 100)) {
    throw new AwsError('InvalidParameterValue', `MaxRecords must be at least 20 and at most 100, got: ${maxRecords}`);
  }
  const last = marker === undefined ? undefined : Buffer.from(marker, 'base64url').toString();
  const start = last === undefined ? 0 : all.findIndex((item) => key(item) === last) + 1;
  if (last !== undefined && start === 0) throw new AwsError('InvalidParameterValue', `The marker is not valid: ${marker}`);
  const items = all.slice(start, start + maxRecords);
  const more = start + maxRecords < all.length;
  return { items, ...more && { marker: Buffer.from(key(items.at(-1)!)).toString('base64url') } };
}
