import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CLAIM_DIMENSION, CLAIM_METRICS, METRIC_NAMESPACE, RECONCILER_DIMENSION, RECONCILER_METRICS } from '../reconciler/settings';

/** A metric of a reconciler; a count, so its sum unless the options say otherwise. */
export function reconcilerMetric(reconciler: IFunction, metric: keyof typeof RECONCILER_METRICS, options: MetricOptions = {}): Metric {
  return metricNamed(RECONCILER_METRICS[metric], { [RECONCILER_DIMENSION]: reconciler.functionName }, options).attachTo(reconciler);
}

/** A metric of one claim, which its prefix tells from the reconciler's other claims. */
export function claimMetric(reconciler: IFunction, prefix: string, metric: keyof typeof CLAIM_METRICS, options: MetricOptions = {}): Metric {
  const dimensions = { [RECONCILER_DIMENSION]: reconciler.functionName, [CLAIM_DIMENSION]: prefix };
  return metricNamed(CLAIM_METRICS[metric], dimensions, options).attachTo(reconciler);
}

function metricNamed(metricName: string, dimensionsMap: Record<string, string>, options: MetricOptions) {
  return new Metric({ namespace: METRIC_NAMESPACE, metricName, dimensionsMap, statistic: 'Sum', ...options });
}
