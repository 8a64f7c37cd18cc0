import { CfnResource, CustomResource } from 'aws-cdk-lib/core';
import { Fault } from '../synth/refuse';
import { templateResource } from '../synth/template-properties';

/**
 * Why a claim is refused that CloudFormation would never ask to be released, after an aspect, say `RemovalPolicies.of(app).retain()`, gave it a policy like the
 * other resources': it would be held for ever by a resource that is gone.
 */
export function claimRemovalFault(claim: CustomResource): Fault {
  const { DeletionPolicy, UpdateReplacePolicy } = templateResource(claim.node.defaultChild as CfnResource);
  const [found] = Object.entries({ DeletionPolicy, UpdateReplacePolicy }).filter(([, policy]) => policy !== undefined && policy !== 'Delete');
  return found && `the claim of names must be released when it goes, got: ${found.join(' ')} at ${claim.node.path}; to leave names in the zone use removalPolicy, `
    + "and keep what sets policies from the claim: excludeResourceTypes: ['Custom::ReplicaEndpointDns']";
}
