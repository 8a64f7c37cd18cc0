export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface Datapoint {
  readonly at: number;
  readonly value: number;
}

export type Statistic = 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'SampleCount';

/** A metric is its namespace, its name and all of its dimensions: there is no summing over one that is left out. */
export function metricKey({ namespace, name, dimensions }: MetricId) {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);
}

/** The statistic of the values, or nothing when there are none. */
export function statisticOf(statistic: Statistic, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  const statistics: Record<Statistic, number> = {
    Sum: sum,
    Maximum: Math.max(...values),
    Minimum: Math.min(...values),
    Average: sum / values.length,
    SampleCount: values.length,
  };
  return statistics[statistic];
}
