import { Stack } from 'aws-cdk-lib/core';

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

/** Values that are known only when they are deployed: an attribute is an ARN here, a reference an account, a Region, a partition or a name. */
const ATTRIBUTE = 'x'.repeat(120);
const REFERENCE = 'x'.repeat(40);

/**
 * Every quota of AWS that the template of a stack goes beyond, in words; CloudFormation would tell only when it deploys.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function beyondQuotas(stack: Stack, template: { readonly Resources: Record<string, Resource> }): string[] {
  const resources = Object.entries(template.Resources);
  const of = (type: string) => resources.filter(([, { Type }]) => Type === type).map(([id, { Properties = {} }]) => ({ id, properties: Properties }));
  const policies = of('AWS::IAM::Policy');
  return [
    ...over(`resources of ${stack.stackName}`, resources.length, 500),
    ...over(`bytes of the template of ${stack.stackName}`, JSON.stringify(template).length, 1_000_000),
    ...of('AWS::SQS::QueuePolicy').flatMap(({ id, properties }) => [
      ...over(`statements of ${id}`, statementsOf(properties), 20),
      ...over(`bytes of ${id}`, sizeOf(properties.PolicyDocument), 8_192),
    ]),
    ...of('AWS::SNS::TopicPolicy').flatMap(({ id, properties }) => over(`bytes of ${id}`, sizeOf(properties.PolicyDocument), 30_720)),
    ...of('AWS::IAM::Role').flatMap(({ id, properties }) => {
      const inline = policies.filter((policy) => JSON.stringify(policy.properties.Roles).includes(`"${id}"`));
      const own = (properties.Policies ?? []) as { PolicyDocument: unknown }[];
      const documents = [...inline.map((policy) => policy.properties.PolicyDocument), ...own.map(({ PolicyDocument }) => PolicyDocument)];
      const attached = (properties.ManagedPolicyArns ?? []) as unknown[];
      return [
        ...over(`characters of the inline policies of ${id}`, documents.reduce<number>((sum, document) => sum + sizeOf(document), 0), 10_240),
        ...over(`managed policies attached to ${id}`, attached.length, 10),
      ];
    }),
    ...of('AWS::IAM::ManagedPolicy').flatMap(({ id, properties }) => over(`characters of ${id}`, sizeOf(properties.PolicyDocument), 6_144)),
  ];
}

function over(what: string, count: number, most: number): string[] {
  return count > most ? [`${what}: ${count} of ${most}`] : [];
}

function statementsOf({ PolicyDocument }: Record<string, unknown>): number {
  return (PolicyDocument as { Statement: unknown[] }).Statement.length;
}

/** As it will be when it is deployed, without white space. */
function sizeOf(document: unknown): number {
  return JSON.stringify(deployed(document)).length;
}

function deployed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deployed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, inner] = []] = entries;
  if (entries.length === 1 && key === 'Fn::Join') return (inner[1] as unknown[]).map(deployed).join(inner[0]);
  if (entries.length === 1 && key === 'Ref') return REFERENCE;
  if (entries.length === 1 && key?.startsWith('Fn::')) return ATTRIBUTE;
  return Object.fromEntries(entries.map(([name, each]) => [name, deployed(each)]));
}
