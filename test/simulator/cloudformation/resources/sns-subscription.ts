import { Properties, ResourceType } from '../resource-type';

export const snsSubscription: ResourceType = {
  shape: { Endpoint: true, Protocol: true, TopicArn: true, RawMessageDelivery: true, RedrivePolicy: { deadLetterTargetArn: true }, Region: true },
  replacedBy: ['Endpoint', 'Protocol', 'TopicArn'],
  create: (properties, { services }) => {
    const { arn } = services.sns.subscribe(properties.TopicArn as string, properties.Protocol as string, properties.Endpoint as string, attributesOf(properties));
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  update: (existing, properties, _, { services }) => {
    services.sns.unsubscribe(existing.physicalId);
    const { arn } = services.sns.subscribe(properties.TopicArn as string, properties.Protocol as string, properties.Endpoint as string, attributesOf(properties));
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  delete: ({ physicalId }, _, { services }) => services.sns.unsubscribe(physicalId),
};

function attributesOf({ RawMessageDelivery: raw, RedrivePolicy: redrive }: Properties) {
  return {
    rawMessageDelivery: String(raw ?? false) === 'true',
    deadLetterQueueArn: (redrive as { deadLetterTargetArn?: string } | undefined)?.deadLetterTargetArn,
  };
}
