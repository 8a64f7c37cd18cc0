import { PolicyDocument } from '../../iam/policy';
import { Properties, ResourceContext, ResourceType } from '../resource-type';
import { roleArnOf } from './iam-role';

export const iamManagedPolicy: ResourceType = {
  shape: { Description: true, ManagedPolicyName: true, Path: true, PolicyDocument: true, Roles: true },
  replacedBy: ['Description', 'ManagedPolicyName', 'Path'],
  create: (properties, context) => {
    const name = properties.ManagedPolicyName as string | undefined ?? context.physicalName(128);
    const arn = `arn:aws:iam::${context.services.account}:policy/${name}`;
    attach(arn, properties, context);
    return { physicalId: arn, attributes: { PolicyArn: arn } };
  },
  update: (existing, properties, old, context) => {
    const kept = rolesOf(properties);
    const left = rolesOf(old).filter((role) => !kept.includes(role));
    for (const role of left) context.services.iam.detachManagedPolicy(roleArnOf(role, context), existing.physicalId);
    attach(existing.physicalId, properties, context);
    return existing;
  },
  delete: ({ physicalId }, properties, context) => {
    for (const role of rolesOf(properties)) context.services.iam.detachManagedPolicy(roleArnOf(role, context), physicalId);
  },
};

function rolesOf({ Roles: roles = [] }: Properties) {
  return roles as string[];
}

function attach(arn: string, properties: Properties, context: ResourceContext) {
  for (const role of rolesOf(properties)) {
    context.services.iam.attachManagedPolicy(roleArnOf(role, context), arn, properties.PolicyDocument as PolicyDocument);
  }
}
