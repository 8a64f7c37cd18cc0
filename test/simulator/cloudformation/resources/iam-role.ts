import { PolicyDocument } from '../../iam/policy';
import { NotModelled } from '../../not-modelled';
import { AwsError } from '../../wire/aws-error';
import { Properties, ResourceContext, ResourceType } from '../resource-type';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: PolicyDocument;
}

export const iamRole: ResourceType = {
  shape: {
    AssumeRolePolicyDocument: true,
    Description: true,
    ManagedPolicyArns: true,
    MaxSessionDuration: true,
    Policies: [{ PolicyName: true, PolicyDocument: true }],
    RoleName: true,
    Tags: true,
  },
  replacedBy: ['RoleName'],
  create: (properties, context) => {
    const name = properties.RoleName as string | undefined ?? context.physicalName(64);
    const roleArn = roleArnOf(name, context);
    context.services.iam.putRole({ roleArn, assumableBy: trustedService(properties.AssumeRolePolicyDocument as TrustPolicy, context) });
    setPolicies(roleArn, properties, {}, context);
    return { physicalId: name, attributes: { Arn: roleArn, RoleId: `AROA${name.toUpperCase()}` } };
  },
  update: (existing, properties, old, context) => {
    if (JSON.stringify(properties.AssumeRolePolicyDocument) !== JSON.stringify(old.AssumeRolePolicyDocument)) {
      throw new NotModelled('an update of AWS::IAM::Role.AssumeRolePolicyDocument');
    }
    setPolicies(existing.attributes.Arn as string, properties, old, context);
    return existing;
  },
  delete: ({ attributes }, _, { services }) => services.iam.deleteRole(attributes.Arn as string),
};

export function roleArnOf(name: string, { services }: ResourceContext) {
  return `arn:aws:iam::${services.account}:role/${name}`;
}

interface TrustPolicy {
  readonly Statement: {
    readonly Action: string | readonly string[];
    readonly Effect: string;
    readonly Principal: { readonly Service?: string };
    readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string>> };
  }[];
}

function trustedService({ Statement: [statement, ...more] }: TrustPolicy, { services }: ResourceContext) {
  if (statement.Action.length === 0) throw new AwsError('MalformedPolicyDocument', 'Policy statement must contain actions.');
  const { Service: service, ...others } = statement.Principal;
  const { StringEquals: { 'aws:SourceAccount': account, ...otherKeys } = {}, ...otherOperators } = statement.Condition ?? {};
  const isModelled = more.length === 0 && statement.Effect === 'Allow' && statement.Action === 'sts:AssumeRole' && typeof service === 'string'
    && [others, otherKeys, otherOperators].every((rest) => Object.keys(rest).length === 0);
  if (!isModelled) throw new NotModelled(`the trust policy ${JSON.stringify([statement, ...more])}`);
  if (account !== undefined && account !== services.account) throw new NotModelled(`a role for services of the account ${account}`);
  return service;
}

function setPolicies(roleArn: string, properties: Properties, old: Properties, { services: { iam } }: ResourceContext) {
  const [wanted, present] = [properties, old].map(({ Policies = [] }) => Policies as InlinePolicy[]);
  for (const { PolicyName: name } of present) if (!wanted.some(({ PolicyName }) => PolicyName === name)) iam.deleteInlinePolicy(roleArn, name);
  for (const policy of wanted) iam.putInlinePolicy(roleArn, policy.PolicyName, policy.PolicyDocument);
  const [wantedArns, presentArns] = [properties, old].map(({ ManagedPolicyArns = [] }) => ManagedPolicyArns as string[]);
  for (const arn of presentArns) if (!wantedArns.includes(arn)) iam.detachManagedPolicy(roleArn, arn);
  for (const arn of wantedArns) if (!presentArns.includes(arn)) iam.attachManagedPolicy(roleArn, arn);
}
