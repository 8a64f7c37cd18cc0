import { Template, TemplateResource } from '../simulator/cloudformation/template';

/** A template that lacks one thing that a policy of the original has. */
export interface Removal {
  /** Such as `Reconciler's Policy: Action sqs:DeleteMessage`. */
  readonly what: string;
  readonly template: Template;
}

type Json = Record<string, unknown>;

/** Where the policies are, by resource type. */
const DOCUMENTS: Record<string, string> = {
  'AWS::IAM::Policy': 'PolicyDocument',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
};

/** Every template that lacks one action, resource, condition value or condition key of one statement. */
export function removals(template: Template): Removal[] {
  return Object.entries(template.Resources).flatMap(([id, resource]) => {
    const property = DOCUMENTS[resource.Type];
    if (property === undefined) return [];
    const document = resource.Properties![property] as { Statement: Json[] };
    return document.Statement.flatMap((statement, index) => lesser(statement).map(([what, less]): Removal => {
      const Statement = document.Statement.map((each, position) => (position === index ? less : each));
      const changed: TemplateResource = { ...resource, Properties: { ...resource.Properties, [property]: { ...document, Statement } } };
      const where = id.replace(/^ZoneReconcilerZ\d+/, '').replace(/[0-9A-F]{8}$/, '');
      return { what: `${where}: ${String(statement.Effect)}, ${what}`, template: { ...template, Resources: { ...template.Resources, [id]: changed } } };
    }));
  });
}

function lesser(statement: Json): [string, Json][] {
  const lists = ['Action', 'Resource'].flatMap((key) => values(statement[key]).map((value): [string, Json] => [
    `${key} ${text(value)}`, { ...statement, [key]: values(statement[key]).filter((each) => each !== value) },
  ]));
  const conditions = (statement.Condition ?? {}) as Record<string, Json>;
  const lines = Object.entries(conditions).flatMap(([operator, keys]) => Object.entries(keys).flatMap(([key, wanted]) => {
    const { [key]: _, ...others } = keys;
    const without: [string, Json] = [`${operator} ${key}`, { ...statement, Condition: { ...conditions, [operator]: others } }];
    const list = values(wanted);
    if (list.length === 1) return [without];
    return [without, ...list.map((value): [string, Json] => [
      `${operator} ${key} ${text(value)}`,
      { ...statement, Condition: { ...conditions, [operator]: { ...keys, [key]: list.filter((each) => each !== value) } } },
    ])];
  }));
  return [...lists, ...lines];
}

function values(value: unknown): unknown[] {
  return value === undefined ? [] : [value].flat();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value).replace(/ZoneReconcilerZ\d+/g, '').replace(/[0-9A-F]{8}"/g, '"');
}
