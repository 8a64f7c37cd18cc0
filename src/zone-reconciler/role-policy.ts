import { IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Annotations, CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../nag/acknowledge';
import { INLINE_POLICY } from '../nag/acknowledged-rules';
import { templateProperties } from '../synth/template-properties';

/** The permissions of a role, in a policy that others can depend on. A role that can't be changed from here is left as it is. */
export function rolePolicy(scope: Construct, id: string, role: IRole, statements: PolicyStatement[]): Policy {
  const policy = new Policy(scope, id, { statements });
  // not as `roles` of the policy, which would attach it even to a role that was imported as not mutable.
  role.attachInlinePolicy(policy);
  acknowledge(policy, INLINE_POLICY);
  return policy;
}

/** Says what a role must be allowed by those who own it, once all of that is known. */
export function warnOfRefusedPolicy(scope: Construct, role: IRole, policy: Policy) {
  if (templateProperties(policy.node.defaultChild as CfnResource).Roles !== undefined) return;
  const permissions = JSON.stringify(Stack.of(policy).resolve(policy.document));
  Annotations.of(scope).addWarningV2('cdk-replica-endpoint-dns:rolePermissions', `the role ${role.node.path} can't be changed from here: give it these `
    + `permissions before the function is deployed, and whenever they change: ${permissions}`);
}
