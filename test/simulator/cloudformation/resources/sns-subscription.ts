import { Existing, Properties, ResourceContext, ResourceType } from '../resource-type';

export const snsSubscription: ResourceType = {
  shape: { Endpoint: true, Protocol: true, TopicArn: true, RawMessageDelivery: true, RedrivePolicy: { deadLetterTargetArn: true }, Region: true },
  replacedBy: ['Endpoint', 'Protocol', 'TopicArn'],
  create: subscribe,
  update: (existing, properties, _, context) => {
    context.services.sns.unsubscribe(existing.physicalId);
    return subscribe(properties, context);
  },
  delete: ({ physicalId }, _, { services }) => services.sns.unsubscribe(physicalId),
};

function subscribe(properties: Properties, { services }: ResourceContext): Existing {
  const { TopicArn: topicArn, Protocol: protocol, Endpoint: endpoint } = properties as Record<string, string>;
  const { arn } = services.sns.subscribe(topicArn, protocol, endpoint, attributesOf(properties));
  return { physicalId: arn, attributes: { Arn: arn } };
}

function attributesOf({ RawMessageDelivery: raw, RedrivePolicy: redrive }: Properties) {
  return {
    rawMessageDelivery: String(raw ?? false) === 'true',
    deadLetterQueueArn: (redrive as { deadLetterTargetArn?: string } | undefined)?.deadLetterTargetArn,
  };
}
