import { AlarmDefinition, AlarmState, stateOf } from './alarm';
import { embeddedMetrics } from './embedded-metrics';
import { Logs } from './logs';
import { Datapoint, MetricId, metricKey, Statistic, statisticOf } from './metric';
import { Clock } from '../clock/clock';
import { Sqs } from '../sqs/sqs';
import { AwsError } from '../wire/aws-error';

const MINUTE = 60_000;

/** Metrics and alarms. Nothing is sampled as time goes by: a state is worked out when it is asked for. */
export class CloudWatch {
  private readonly metrics = new Map<string, Datapoint[]>();
  private readonly definitions = new Map<string, AlarmDefinition>();
  private readonly made = new Map<string, number>();

  constructor(private readonly clock: Clock, private readonly sqs: Sqs, logs: Logs) {
    logs.onEvent((_, { message }) => {
      for (const metric of embeddedMetrics(message)) this.put(metric);
    });
  }

  put({ at, value, ...metric }: MetricId & Datapoint) {
    const key = metricKey(metric);
    const datapoints = this.metrics.get(key) ?? [];
    this.metrics.set(key, datapoints);
    datapoints.push({ at, value });
  }

  /** The values of a metric between two instants. */
  values(metric: MetricId, from = 0, to = this.clock.now() + 1): number[] {
    const datapoints = metric.namespace === 'AWS/SQS' ? this.queueDatapoints(metric, from, to) : this.metrics.get(metricKey(metric)) ?? [];
    return datapoints.filter(({ at }) => at >= from && at < to).map(({ value }) => value);
  }

  putAlarm(alarm: AlarmDefinition) {
    this.definitions.set(alarm.name, alarm);
    if (!this.made.has(alarm.name)) this.made.set(alarm.name, this.clock.now());
  }

  deleteAlarm(name: string) {
    this.definitions.delete(name);
    this.made.delete(name);
  }

  get alarmNames() {
    return [...this.definitions.keys()];
  }

  /** By its name, or by the one alarm whose name contains this. */
  alarm(nameOrPart: string) {
    const exact = this.definitions.get(nameOrPart);
    const matches = exact ? [exact] : [...this.definitions.values()].filter(({ name }) => name.includes(nameOrPart));
    if (matches.length !== 1) {
      throw new AwsError('ResourceNotFound', `one alarm must be meant by ${nameOrPart}, got: ${matches.map(({ name }) => name).join(', ') || 'none'} of ${this.alarmNames.join(', ')}`);
    }
    const [definition] = matches;
    return {
      name: definition.name,
      definition,
      state: this.stateAt(definition, this.clock.now()),
      /** Whether it was in alarm at the end of any of its periods since then. */
      wasInAlarmSince: (since: number) => {
        const period = definition.periodSeconds * 1000;
        for (let at = Math.ceil(since / period) * period; at <= this.clock.now(); at += period) {
          if (this.stateAt(definition, at) === 'ALARM') return true;
        }
        return false;
      },
    };
  }

  /** The names of all alarms in this state now. */
  alarmsIn(state: AlarmState) {
    return [...this.definitions.values()].filter((definition) => this.stateAt(definition, this.clock.now()) === state).map(({ name }) => name);
  }

  /** The names of all alarms that were in alarm at any time. Each is looked at as soon as it is made, when what is before has no data yet, and each minute. */
  get everInAlarm() {
    return [...this.definitions.values()].filter((definition) => {
      for (let at = this.made.get(definition.name)!; at <= this.clock.now(); at += MINUTE) if (this.stateAt(definition, at) === 'ALARM') return true;
      return false;
    }).map(({ name }) => name);
  }

  // periods are whole ones, counted from the epoch; the one that has just begun does not count yet.
  private stateAt(alarm: AlarmDefinition, at: number): AlarmState {
    const period = alarm.periodSeconds * 1000;
    const end = Math.floor(at / period) * period;
    const periods = Array.from({ length: alarm.evaluationPeriods }, (_, i) => end - (i + 1) * period)
      .map((from) => this.statistic(alarm.metric, alarm.statistic, from, from + period));
    return stateOf(alarm, periods);
  }

  private statistic(metric: MetricId, statistic: Statistic, from: number, to: number) {
    return statisticOf(statistic, this.values(metric, from, to));
  }

  // SQS publishes what it has once a minute.
  private queueDatapoints({ name, dimensions }: MetricId, from: number, to: number): Datapoint[] {
    if (name !== 'ApproximateNumberOfMessagesVisible') throw new AwsError('NotModelled', `the simulator does not model the metric AWS/SQS ${name}`);
    if (!this.sqs.hasQueue(dimensions.QueueName)) return [];
    const history = this.sqs.queue(dimensions.QueueName).visibleHistory;
    const datapoints: Datapoint[] = [];
    for (let at = Math.ceil(Math.max(from, history[0]?.at ?? Infinity) / MINUTE) * MINUTE; at < to; at += MINUTE) {
      datapoints.push({ at, value: history.filter((step) => step.at <= at).at(-1)?.visible ?? 0 });
    }
    return datapoints;
  }
}
