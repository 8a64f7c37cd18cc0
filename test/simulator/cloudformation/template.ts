import { NotModelled } from '../not-modelled';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: unknown;
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Export?: { readonly Name: unknown };
  readonly Condition?: string;
}

export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

// rules judge parameters before a deployment; CDK writes one about its own bootstrap version.
const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Rules', 'Conditions', 'Resources', 'Outputs'];

const RESOURCE_ATTRIBUTES = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

const POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];

/** What CloudFormation refuses before it begins. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export function checkTemplate(template: Template) {
  for (const section of Object.keys(template)) if (!SECTIONS.includes(section)) throw new NotModelled(`the template section ${section}`);
  const resources = Object.entries(template.Resources);
  if (resources.length > 500) throw new Error(`Template format error: Number of resources, ${resources.length}, is greater than maximum allowed, 500`);
  for (const [id, resource] of resources) {
    const attribute = Object.keys(resource).find((key) => !RESOURCE_ATTRIBUTES.includes(key));
    if (attribute) throw new NotModelled(`the resource attribute ${attribute} of ${id}`);
    for (const policy of [resource.DeletionPolicy, resource.UpdateReplacePolicy]) {
      if (policy !== undefined && !POLICIES.includes(policy)) throw new NotModelled(`the deletion policy ${policy} of ${id}`);
    }
  }
}
