import { PolicyDocument } from '../../iam/policy';
import { Properties, ResourceContext, ResourceType } from '../resource-type';

export const snsTopicPolicy: ResourceType = {
  shape: { PolicyDocument: true, Topics: true },
  create: (properties, context) => {
    set(properties, context);
    return { physicalId: context.physicalName(64), attributes: {} };
  },
  update: (existing, properties, old, context) => {
    const left = (old.Topics as string[]).filter((topic) => !(properties.Topics as string[]).includes(topic));
    for (const topic of left) context.services.sns.setPolicy(topic, undefined);
    set(properties, context);
    return existing;
  },
  // the default policy comes back (CloudFormation: AWS::SNS::TopicPolicy).
  delete: (_, properties, { services }) => {
    for (const topic of properties.Topics as string[]) services.sns.setPolicy(topic, undefined);
  },
};

function set(properties: Properties, { services }: ResourceContext) {
  for (const topic of properties.Topics as string[]) services.sns.setPolicy(topic, properties.PolicyDocument as PolicyDocument);
}
