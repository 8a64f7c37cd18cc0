import { CfnResource, Stack } from 'aws-cdk-lib/core';

/** The properties of a resource as they would stand in the template now: with overrides, which the resource's attributes don't show. */
export function templateProperties(resource: CfnResource): Record<string, unknown> {
  const { Resources } = Stack.of(resource).resolve(resource._toCloudFormation());
  const [rendered] = Object.values(Resources ?? {}) as { Properties?: Record<string, unknown> }[];
  return rendered?.Properties ?? {};
}
