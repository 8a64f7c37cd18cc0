import { Change } from './record-set';
import { Clock } from '../clock/clock';
import { AwsError } from '../wire/aws-error';

export interface ThrottleLimits {
  /** Requests of the account; 10 a second and 50 at once on AWS since July 2026, 5 before. */
  readonly requestsPerSecond?: number;
  readonly burst?: number;
  /** Changes of the account. A CREATE and a DELETE are one each, an UPSERT is two. */
  readonly changesPerSecond?: number;
  readonly changesBurst?: number;
}

/**
 * Two token buckets for the whole account. The bucket that every action has besides is as big as the account's, so it never empties first.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/throttling-api-requests.html
 */
export class Throttle {
  private readonly requests: TokenBucket;
  private readonly changes: TokenBucket;

  constructor(clock: Clock, limits: ThrottleLimits = {}) {
    this.requests = new TokenBucket(clock, limits.burst ?? 50, limits.requestsPerSecond ?? 10);
    this.changes = new TokenBucket(clock, limits.changesBurst ?? 1500, limits.changesPerSecond ?? 100);
  }

  admit(changes: readonly Change[] = []): void {
    const tokens = changes.reduce((total, { action }) => total + (action === 'UPSERT' ? 2 : 1), 0);
    if (!this.requests.take(1) || !this.changes.take(tokens)) throw new AwsError('Throttling', 'Rate exceeded');
  }
}

class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(private readonly clock: Clock, private readonly capacity: number, private readonly perSecond: number) {
    this.tokens = capacity;
    this.filledAt = clock.now();
  }

  take(tokens: number): boolean {
    const seconds = (this.clock.now() - this.filledAt) / 1000;
    this.filledAt = this.clock.now();
    this.tokens = Math.min(this.capacity, this.tokens + seconds * this.perSecond);
    if (this.tokens < tokens) return false;
    this.tokens -= tokens;
    return true;
  }
}
