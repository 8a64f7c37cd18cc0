import { NotModelled } from '../../not-modelled';
import { Properties, ResourceType } from '../resource-type';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html for the defaults */
export const sqsQueue: ResourceType = {
  shape: {
    QueueName: true,
    VisibilityTimeout: true,
    MessageRetentionPeriod: true,
    RedriveAllowPolicy: { redrivePermission: true },
    RedrivePolicy: { deadLetterTargetArn: true, maxReceiveCount: true },
    SqsManagedSseEnabled: true,
    Tags: true,
  },
  replacedBy: ['QueueName'],
  create: (properties, { services, physicalName }) => {
    const name = properties.QueueName as string | undefined ?? physicalName(80);
    const { arn } = services.sqs.createQueue({ name, ...settingsOf(properties) });
    return { physicalId: services.sqs.url(name), attributes: { Arn: arn, QueueName: name, QueueUrl: services.sqs.url(name) } };
  },
  update: (existing, properties, _, { services }) => {
    const queue = services.sqs.queue(existing.attributes.Arn as string);
    queue.settings = { name: queue.settings.name, arn: queue.settings.arn, ...settingsOf(properties) };
    return existing;
  },
  delete: ({ attributes }, _, { services }) => services.sqs.deleteQueue(attributes.Arn as string),
};

function settingsOf(properties: Properties) {
  const { redrivePermission = 'allowAll' } = properties.RedriveAllowPolicy as { redrivePermission?: string } | undefined ?? {};
  // AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html: allowAll is what a queue without a policy does.
  if (redrivePermission !== 'allowAll') throw new NotModelled(`the redrive permission ${redrivePermission}`);
  const redrive = properties.RedrivePolicy as { deadLetterTargetArn: string; maxReceiveCount: number } | undefined;
  return {
    visibilityTimeoutSeconds: Number(properties.VisibilityTimeout ?? 30),
    retentionSeconds: Number(properties.MessageRetentionPeriod ?? 345_600),
    deadLetterQueueArn: redrive?.deadLetterTargetArn,
    maxReceiveCount: redrive && Number(redrive.maxReceiveCount),
  };
}
