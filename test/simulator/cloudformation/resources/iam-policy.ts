import { PolicyDocument } from '../../iam/policy';
import { Properties, ResourceContext, ResourceType } from '../resource-type';
import { roleArnOf } from './iam-role';

export const iamPolicy: ResourceType = {
  shape: { PolicyName: true, PolicyDocument: true, Roles: true },
  replacedBy: ['PolicyName'],
  create: (properties, context) => {
    put(properties, context);
    return { physicalId: context.physicalName(128), attributes: {} };
  },
  update: (existing, properties, old, context) => {
    const kept = properties.Roles as string[];
    remove(old, (old.Roles as string[]).filter((role) => !kept.includes(role)), context);
    put(properties, context);
    return existing;
  },
  delete: (_, properties, context) => remove(properties, properties.Roles as string[], context),
};

function put(properties: Properties, context: ResourceContext) {
  for (const role of properties.Roles as string[]) {
    context.services.iam.putInlinePolicy(roleArnOf(role, context), properties.PolicyName as string, properties.PolicyDocument as PolicyDocument);
  }
}

function remove(properties: Properties, roles: string[], context: ResourceContext) {
  for (const role of roles) context.services.iam.deleteInlinePolicy(roleArnOf(role, context), properties.PolicyName as string);
}
