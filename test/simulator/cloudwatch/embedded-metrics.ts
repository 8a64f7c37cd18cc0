import { Datapoint, MetricId } from './metric';

interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit?: string }[];
}

/**
 * The metrics that a line of a log declares (embedded metric format). Lambda writes the time, the request and the level before a line of
 * `console.log`; CloudWatch looks behind them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(line: string): (MetricId & Datapoint)[] {
  const document = parse(line.replace(/^\S+\t\S+\t[A-Z]+\t/, ''));
  const metadata = document?._aws as { readonly Timestamp: number; readonly CloudWatchMetrics: readonly Directive[] } | undefined;
  if (!document || !metadata) return [];
  if (!Number.isInteger(metadata.Timestamp)) throw new Error(`embedded metrics need a Timestamp in milliseconds, got: ${line}`);
  return metadata.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) => Dimensions.flatMap((keys) => Metrics.flatMap(({ Name }) => {
    const dimensions = Object.fromEntries(keys.map((key) => [key, text(document, key, line)]));
    return values(document, Name, line).map((value) => ({ namespace: Namespace, name: Name, dimensions, at: metadata.Timestamp, value }));
  })));
}

function parse(line: string) {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : undefined;
  } catch {
    return undefined;
  }
}

// CloudWatch drops what its metadata names and the document lacks, silently. Here it is an error, since it can only be a mistake.
function text(document: Record<string, unknown>, key: string, line: string) {
  const value = document[key];
  if (typeof value !== 'string') throw new Error(`the dimension ${key} of embedded metrics must be a text, got: ${line}`);
  return value;
}

function values(document: Record<string, unknown>, name: string, line: string) {
  const found = [document[name]].flat();
  if (!found.every((value) => typeof value === 'number')) throw new Error(`the embedded metric ${name} must be a number, got: ${line}`);
  return found as number[];
}
