import { createHash } from 'node:crypto';
import { CustomResource, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { zoneKey } from '../names/zone';
import { Registration, REGISTRATION_PROPERTY } from '../reconciler/settings';
import { CLAIM_TIMEOUT } from '../zone-reconciler/claims-function';
import { IZoneReconciler } from '../zone-reconciler/zone-reconciler-base';

/**
 * The claim: while this resource exists, so do the names.
 *
 * Its logical id changes with reconciler and zone, so that they can change: CloudFormation can't give a custom resource another function, but it can
 * replace the resource, and deletes the old one when the new one stands.
 */
export function defineClaim(scope: Construct, reconciler: IZoneReconciler, registration: () => Registration): CustomResource {
  const place = createHash('sha256').update(JSON.stringify([reconciler._identity, zoneKey(reconciler.hostedZone)])).digest('hex').slice(0, 8);
  const claim = new CustomResource(scope, `Claim-${place}`, {
    resourceType: 'Custom::ReplicaEndpointDns',
    serviceToken: reconciler.claimsFunction.functionArn,
    serviceTimeout: CLAIM_TIMEOUT,
    properties: {
      // one text, since CloudFormation makes strings of all numbers.
      [REGISTRATION_PROPERTY]: Lazy.string({ produce: () => Stack.of(scope).toJsonString(registration()) }),
    },
  });
  claim.node.addDependency(...reconciler._foundations);
  return claim;
}
