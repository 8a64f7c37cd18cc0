import { CfnHostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnResource, Stage, Token } from 'aws-cdk-lib/core';
import { plainName } from '../reconciler/names';
import { templateProperties } from '../synth/template-properties';
import { identityOf, pathInStage } from '../synth/value-identity';

// what HostedZone.fromLookup answers until the real answer is in cdk.context.json.
const NOT_LOOKED_UP_YET = 'DUMMY';

/** What tells one zone from another within a stage, known at synth. */
export function zoneKey(hostedZone: IHostedZone): string {
  return hostedZone.hostedZoneId === NOT_LOOKED_UP_YET ? pathInStage(hostedZone) : identityOf(hostedZone.hostedZoneId, hostedZone);
}

export function isSameZone(one: IHostedZone, other: IHostedZone): boolean {
  if (zoneKey(one) !== zoneKey(other)) return false;
  return !Token.isUnresolved(one.hostedZoneId) || Stage.of(one) === Stage.of(other);
}

/** The zone's name: lower case and without a trailing dot, as IAM's condition keys want it, unless it is not known at synth. */
export function zoneNameOf(hostedZone: IHostedZone): string {
  const name = declaredName(hostedZone);
  return Token.isUnresolved(name) ? name : plainName(name);
}

/** Whether the zone answers to everybody; undefined when it is imported. */
export function isPublic(hostedZone: IHostedZone): boolean | undefined {
  const resource = hostedZone.node.defaultChild;
  return CfnResource.isCfnResource(resource) && resource.cfnResourceType === CfnHostedZone.CFN_RESOURCE_TYPE_NAME
    ? templateProperties(resource).VPCs === undefined
    : undefined;
}

function declaredName(hostedZone: IHostedZone): string {
  try {
    if (hostedZone.zoneName !== undefined) return hostedZone.zoneName;
  } catch {
    // imported by its id alone.
  }
  throw new Error(`hostedZone has no name, got: ${hostedZone.node.path}, imported by its id alone; `
    + 'import it with HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId, zoneName }) or HostedZone.fromLookup');
}
