import { NotModelled } from '../../not-modelled';
import { Properties, ResourceType } from '../resource-type';

export const lambdaEventSourceMapping: ResourceType = {
  shape: {
    BatchSize: true,
    EventSourceArn: true,
    FunctionName: true,
    FunctionResponseTypes: true,
    ScalingConfig: { MaximumConcurrency: true },
    Tags: true,
  },
  replacedBy: ['EventSourceArn'],
  create: (properties, { services }) => {
    const uuid = services.mappings.create(settingsOf(properties));
    return { physicalId: uuid, attributes: { Id: uuid } };
  },
  update: (existing, properties, _, { services }) => {
    services.mappings.update(existing.physicalId, settingsOf(properties));
    return existing;
  },
  delete: ({ physicalId }, _, { services }) => services.mappings.delete(physicalId),
};

function settingsOf(properties: Properties) {
  const responses = properties.FunctionResponseTypes as string[] | undefined ?? [];
  const unknown = responses.find((response) => response !== 'ReportBatchItemFailures');
  if (unknown) throw new NotModelled(`the function response type ${unknown}`);
  const concurrency = (properties.ScalingConfig as { MaximumConcurrency?: number } | undefined)?.MaximumConcurrency;
  return {
    functionName: properties.FunctionName as string,
    queueArn: properties.EventSourceArn as string,
    batchSize: Number(properties.BatchSize ?? 10),
    maximumConcurrency: concurrency === undefined ? undefined : Number(concurrency),
    reportBatchItemFailures: responses.length > 0,
  };
}
