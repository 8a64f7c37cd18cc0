import { createHash } from 'node:crypto';
import { CustomResource, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { zoneKey } from '../names/zone';
import { Registration, REGISTRATION_PROPERTY, RETAINED_PROPERTY, RETENTION_TYPE } from '../reconciler/settings';
import { CLAIM_TIMEOUT } from '../zone-reconciler/claims-function';
import { IZoneReconciler } from '../zone-reconciler/zone-reconciler-base';

/**
 * The claim: while this resource exists, so do the names.
 *
 * Its logical id changes with reconciler and zone, so that they can change: CloudFormation can't give a custom resource another function, but it can
 * replace the resource, and deletes the old one when the new one stands.
 */
export function defineClaim(scope: Construct, reconciler: IZoneReconciler, registration: () => Registration, retain: boolean): CustomResource {
  const place = createHash('sha256').update(JSON.stringify([reconciler._identity, zoneKey(reconciler.hostedZone)])).digest('hex').slice(0, 8);
  const served = {
    serviceToken: reconciler.claimsFunction.functionArn,
    serviceTimeout: CLAIM_TIMEOUT,
    // one text, since CloudFormation makes strings of all numbers.
    properties: { [REGISTRATION_PROPERTY]: Lazy.string({ produce: () => Stack.of(scope).toJsonString(registration()) }) },
  };
  const claim = new CustomResource(scope, `Claim-${place}`, { ...served, resourceType: 'Custom::ReplicaEndpointDns' });
  claim.node.addDependency(...reconciler._foundations);
  if (retain) {
    // its Delete comes when its creation is undone, and never else: names are retained that a deployment made, not those that it failed to make.
    new CustomResource(scope, `Retention-${place}`, {
      ...served,
      resourceType: RETENTION_TYPE,
      properties: { ...served.properties, [RETAINED_PROPERTY]: claim.ref },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
  return claim;
}
