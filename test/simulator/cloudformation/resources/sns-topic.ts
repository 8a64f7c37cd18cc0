import { ResourceType } from '../resource-type';

export const snsTopic: ResourceType = {
  shape: { TopicName: true, DisplayName: true, KmsMasterKeyId: true, Tags: true },
  replacedBy: ['TopicName'],
  create: (properties, { services, physicalName }) => {
    const name = properties.TopicName as string | undefined ?? physicalName(256);
    const { arn } = services.sns.createTopic({ name, encrypted: properties.KmsMasterKeyId !== undefined });
    return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
  delete: ({ physicalId }, _, { services }) => services.sns.deleteTopic(physicalId),
};
