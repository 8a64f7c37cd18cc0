import { AlarmDefinition, COMPARISONS } from '../../cloudwatch/alarm';
import { NotModelled } from '../../not-modelled';
import { AwsError } from '../../wire/aws-error';
import { Properties, ResourceContext, ResourceType } from '../resource-type';

const MISSING = ['breaching', 'notBreaching', 'missing'];
const STATISTICS = ['Sum', 'Maximum', 'Minimum', 'Average', 'SampleCount'];

export const cloudwatchAlarm: ResourceType = {
  shape: {
    ActionsEnabled: true,
    AlarmActions: true,
    AlarmDescription: true,
    AlarmName: true,
    ComparisonOperator: true,
    DatapointsToAlarm: true,
    Dimensions: [{ Name: true, Value: true }],
    EvaluationPeriods: true,
    MetricName: true,
    Namespace: true,
    OKActions: true,
    Period: true,
    Statistic: true,
    Tags: true,
    Threshold: true,
    TreatMissingData: true,
  },
  replacedBy: ['AlarmName'],
  create: (properties, context) => {
    const name = properties.AlarmName as string | undefined ?? context.physicalName(255);
    put(name, properties, context);
    return { physicalId: name, attributes: { Arn: `arn:aws:cloudwatch:${context.services.region}:${context.services.account}:alarm:${name}` } };
  },
  update: (existing, properties, _, context) => {
    put(existing.physicalId, properties, context);
    return existing;
  },
  delete: ({ physicalId }, _, { services }) => services.cloudwatch.deleteAlarm(physicalId),
};

function put(name: string, properties: Properties, { services }: ResourceContext) {
  const description = properties.AlarmDescription as string | undefined ?? '';
  // AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  if (description.length > 1024) throw new AwsError('ValidationError', `AlarmDescription must have at most 1024 characters, got: ${description.length}`);
  const dimensions = properties.Dimensions as { Name: string; Value: string }[] | undefined ?? [];
  const evaluationPeriods = Number(properties.EvaluationPeriods);
  services.cloudwatch.putAlarm({
    name,
    metric: {
      namespace: properties.Namespace as string,
      name: properties.MetricName as string,
      dimensions: Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value])),
    },
    statistic: oneOf(STATISTICS, properties.Statistic, 'Statistic') as AlarmDefinition['statistic'],
    periodSeconds: Number(properties.Period),
    evaluationPeriods,
    datapointsToAlarm: Number(properties.DatapointsToAlarm ?? evaluationPeriods),
    threshold: Number(properties.Threshold),
    comparisonOperator: oneOf(Object.keys(COMPARISONS), properties.ComparisonOperator, 'ComparisonOperator') as AlarmDefinition['comparisonOperator'],
    treatMissingData: oneOf(MISSING, properties.TreatMissingData ?? 'missing', 'TreatMissingData') as AlarmDefinition['treatMissingData'],
  });
}

function oneOf(known: readonly string[], value: unknown, property: string) {
  if (!known.includes(value as string)) throw new NotModelled(`AWS::CloudWatch::Alarm.${property} ${String(value)}`);
  return value;
}
