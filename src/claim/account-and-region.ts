import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Stack } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { IConstruct } from 'constructs';
import { isSameZone, zoneNameOf } from '../names/zone';
import { differ } from '../synth/known-at-synth';
import { Fault } from '../synth/refuse';
import { IZoneReconciler } from '../zone-reconciler/zone-reconciler-base';

/** Why the reconciler could not write the names. */
export function reconcilerFault(reconciler: IZoneReconciler, names: IConstruct, hostedZone: IHostedZone): Fault {
  if (!reconciler._shared && Stack.of(reconciler) !== Stack.of(names)) {
    return 'reconciler must be in the stack of the names, or shared, '
      + `got: ${reconciler.node.path} for ${names.node.path}; set shared at the reconciler, or leave it out to have one made in the stack of the names`;
  }
  const { account, region } = Stack.of(names);
  const { env } = reconciler.queue;
  if (differ(env.account, account) || differ(env.region, region)) {
    return 'reconciler must be in the account and Region of the names, '
      + `got: ${reconciler.node.path} in ${env.account} ${env.region} for a stack in ${account} ${region}; use one there`;
  }
  if (!isSameZone(reconciler.hostedZone, hostedZone)) {
    return 'reconciler must be the one of the hosted zone of the names, '
      + `got: ${reconciler.node.path} of zone ${zoneNameOf(reconciler.hostedZone)} for names in zone ${zoneNameOf(hostedZone)}; `
      + 'pass a reconciler of that zone, or leave out reconciler to have one made';
  }
  return undefined;
}

/** Why the group or the zone is out of reach of a reconciler in the stack of the names. */
export function reachFault(names: IConstruct, group: aws_elasticache.IReplicationGroupRef, hostedZone: IHostedZone): Fault {
  const { account, region } = Stack.of(names);
  if (differ(group.env.account, account) || differ(group.env.region, region)) {
    return 'replicationGroup must be in the account and Region of the names, '
      + `got: ${group.node.path} in ${group.env.account} ${group.env.region} for a stack in ${account} ${region}; define the names in a stack there`;
  }
  if (differ(hostedZone.env.account, account)) {
    return 'hostedZone must be in the account of the names, '
      + `got: ${hostedZone.node.path} in ${hostedZone.env.account} for a stack in ${account}; use a zone of that account`;
  }
  return undefined;
}
