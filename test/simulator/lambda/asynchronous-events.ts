import { Outcome } from './execution-environment';
import { Clock } from '../clock/clock';
import { AwsError } from '../wire/aws-error';

/** How a function wants its asynchronous events treated. */
export interface EventInvokeConfig {
  readonly maximumEventAgeSeconds?: number;
  readonly maximumRetryAttempts?: number;
}

/** A minute after the first failure, two after the second. */
const RETRY_DELAYS = [60_000, 120_000];

/** After a throttle: a second, and twice as long each time, up to five minutes. */
const SHORTEST_BACKOFF = 1_000;
const LONGEST_BACKOFF = 300_000;

/** Six hours. */
const DEFAULT_AGE_SECONDS = 21_600;

/** Why an event was given up. Where it goes then (a destination, a dead-letter queue) is not modelled: nobody here has one. */
export interface DiscardedEvent {
  readonly at: number;
  readonly name: string;
  readonly event: unknown;
  readonly reason: 'EventAgeExceeded' | 'RetriesExhausted' | 'ReservedConcurrencyIsZero' | 'FunctionDeleted';
}

/**
 * Lambda's queue of asynchronous events.
 *
 * | an attempt               | then                                                                                                       |
 * |--------------------------|------------------------------------------------------------------------------------------------------------|
 * | succeeds                 | done, though the event may be handed over again: the queue delivers at least once                           |
 * | fails or times out       | again after one minute, and again after two more, as far as `MaximumRetryAttempts` goes (0 to 2, 2 by default) |
 * | is throttled             | again after 1 s, 2 s, ... 300 s, without counting as an attempt                                              |
 * | would begin too late     | the event is given up: older than `MaximumEventAgeInSeconds` (60 to 21,600, six hours by default)             |
 * | finds no concurrency at all (reserved: 0) | the event is given up at once                                                              |
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 */
export class AsynchronousEvents {
  readonly discarded: DiscardedEvent[] = [];
  private readonly configs = new Map<string, EventInvokeConfig>();

  constructor(private readonly clock: Clock) {}

  /** When an event is handed over, in milliseconds after it was sent: once, at once. A story may make it late, repeat it or lose it. */
  arrivals: (name: string, event: unknown) => readonly number[] = () => [0];

  create(name: string, config: EventInvokeConfig): void {
    if (this.configs.has(name)) throw new AwsError('ResourceConflictException', `The function ${name} already has an EventInvokeConfig`, 409);
    this.update(name, config);
  }

  update(name: string, config: EventInvokeConfig): void {
    const { maximumEventAgeSeconds: age = 60, maximumRetryAttempts: retries = 0 } = config;
    if (!Number.isInteger(age) || age < 60 || age > DEFAULT_AGE_SECONDS) throw outOfRange(age, 'maximumEventAgeInSeconds', 60, DEFAULT_AGE_SECONDS);
    if (!Number.isInteger(retries) || retries < 0 || retries > 2) throw outOfRange(retries, 'maximumRetryAttempts', 0, 2);
    this.configs.set(name, config);
  }

  delete(name: string): void {
    this.configs.delete(name);
  }

  /** Settles when the event, and whatever repeats it, is done or given up. `attempt` answers undefined when the function is gone. */
  async send(name: string, event: unknown, attempt: () => Promise<Outcome | undefined>, mayEverRun: () => boolean): Promise<void> {
    const sentAt = this.clock.now();
    await Promise.all(this.arrivals(name, event).map(async (delay) => {
      if (delay > 0) await this.clock.sleep(delay);
      const reason = await this.attempts(name, sentAt, attempt, mayEverRun);
      if (reason) this.discarded.push({ at: this.clock.now(), name, event, reason });
    }));
  }

  private async attempts(
    name: string, sentAt: number, attempt: () => Promise<Outcome | undefined>, mayEverRun: () => boolean,
  ): Promise<DiscardedEvent['reason'] | undefined> {
    let failures = 0;
    let throttles = 0;
    for (;;) {
      const { maximumEventAgeSeconds: age = DEFAULT_AGE_SECONDS, maximumRetryAttempts: retries = RETRY_DELAYS.length } = this.configs.get(name) ?? {};
      if (this.clock.now() - sentAt > age * 1000) return 'EventAgeExceeded';
      if (!mayEverRun()) return 'ReservedConcurrencyIsZero';
      const outcome = await attempt();
      if (!outcome) return 'FunctionDeleted';
      if (!outcome.error) return undefined;
      if (outcome.throttled) {
        await this.clock.sleep(Math.min(LONGEST_BACKOFF, SHORTEST_BACKOFF * 2 ** throttles));
        throttles += 1;
      } else {
        if (failures >= retries) return 'RetriesExhausted';
        await this.clock.sleep(RETRY_DELAYS[failures]);
        failures += 1;
      }
    }
  }
}

function outOfRange(value: number, member: string, least: number, most: number): AwsError {
  return new AwsError('InvalidParameterValueException', `Value '${value}' at '${member}' failed to satisfy constraint: Member must be between ${least} and ${most}`);
}
