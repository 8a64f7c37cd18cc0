import { PolicyDocument } from '../../iam/policy';
import { ResourceType, Properties, ResourceContext } from '../resource-type';

export const sqsQueuePolicy: ResourceType = {
  shape: { PolicyDocument: true, Queues: true },
  create: (properties, context) => {
    set(properties, properties.PolicyDocument as PolicyDocument, context);
    return { physicalId: context.physicalName(64), attributes: {} };
  },
  update: (existing, properties, old, context) => {
    set(old, undefined, context);
    set(properties, properties.PolicyDocument as PolicyDocument, context);
    return existing;
  },
  delete: (_, properties, context) => set(properties, undefined, context),
};

// queues are named by their URL here.
function set(properties: Properties, document: PolicyDocument | undefined, { services }: ResourceContext) {
  for (const url of properties.Queues as string[]) services.sqs.setPolicy(url.split('/').pop()!, document);
}
