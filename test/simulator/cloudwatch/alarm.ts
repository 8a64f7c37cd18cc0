import { MetricId, Statistic } from './metric';

export interface AlarmDefinition {
  readonly name: string;
  readonly metric: MetricId;
  readonly statistic: Statistic;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparisonOperator: keyof typeof COMPARISONS;
  readonly treatMissingData: 'breaching' | 'notBreaching' | 'missing';
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export const COMPARISONS = {
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
} as const;

/**
 * What the alarm says, given its statistic in the last periods; undefined is a period without data.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function stateOf(alarm: AlarmDefinition, periods: readonly (number | undefined)[]): AlarmState {
  const isBreaching = (value: number | undefined) => (value === undefined
    ? alarm.treatMissingData === 'breaching'
    : COMPARISONS[alarm.comparisonOperator](value, alarm.threshold));
  if (alarm.treatMissingData === 'missing' && periods.every((value) => value === undefined)) return 'INSUFFICIENT_DATA';
  return periods.filter(isBreaching).length >= alarm.datapointsToAlarm ? 'ALARM' : 'OK';
}
