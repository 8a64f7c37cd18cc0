import { RemovalPolicy } from 'aws-cdk-lib/core';
import { MOST_ENDPOINTS } from '../reconciler/names';
import type { ReplicaEndpointDnsProps } from '../replica-endpoint-dns';
import { unknownFault } from '../synth/known-at-synth';
import { Fault } from '../synth/refuse';
import { wholeNumberFault } from '../synth/whole-number';

const DEFAULT_TTL_SECONDS = 10;

/** Why options are refused for their values, whatever the group and the zone are. */
export function optionFaults({ ttl, endpointCount, notificationTopic, removalPolicy, sweepOnly }: ReplicaEndpointDnsProps): Fault[] {
  return [
    ttl && wholeNumberFault('ttl', ttl.toSeconds({ integral: false }), { least: 1, most: 3600, unit: 'seconds' }),
    endpointCount === undefined ? undefined : unknownFault('endpointCount', endpointCount)
      ?? wholeNumberFault('endpointCount', endpointCount, { least: 1, most: MOST_ENDPOINTS, unit: 'names' }),
    sweepOnly && notificationTopic
      ? `sweepOnly and notificationTopic exclude each other, got: both, with ${notificationTopic.node.path}; leave out one of them`
      : undefined,
    removalPolicy && removalPolicy !== RemovalPolicy.DESTROY && removalPolicy !== RemovalPolicy.RETAIN
      ? `removalPolicy must be DESTROY or RETAIN, got: '${removalPolicy}'; use RETAIN to leave the names in the zone`
      : undefined,
  ];
}

/** The ttl in seconds. */
export function ttlOf({ ttl }: ReplicaEndpointDnsProps): number {
  return ttl?.toSeconds({ integral: false }) ?? DEFAULT_TTL_SECONDS;
}
