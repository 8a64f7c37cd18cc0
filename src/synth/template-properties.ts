import { CfnResource, Stack } from 'aws-cdk-lib/core';

interface TemplateResource {
  readonly Properties?: Record<string, unknown>;
  readonly Condition?: string;
  readonly DeletionPolicy?: unknown;
  readonly UpdateReplacePolicy?: unknown;
}

/** A resource as it would stand in the template now: with overrides, which the resource's attributes don't show. */
export function templateResource(resource: CfnResource): TemplateResource {
  const { Resources } = Stack.of(resource).resolve(resource._toCloudFormation());
  const [rendered] = Object.values(Resources ?? {}) as TemplateResource[];
  return rendered ?? {};
}

/** The properties of a resource as they would stand in the template now. */
export function templateProperties(resource: CfnResource): Record<string, unknown> {
  return templateResource(resource).Properties ?? {};
}
