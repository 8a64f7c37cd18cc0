import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { MOST_ENDPOINTS } from '../reconciler/names';
import type { ReplicaEndpointDnsProps } from '../replica-endpoint-dns';
import { checkKnown } from '../synth/known-at-synth';
import { checkWholeNumber } from '../synth/whole-number';

/** Throws when an option has a value that it can't have, whatever the group and the zone are. */
export function checkOptions(props: ReplicaEndpointDnsProps) {
  const { endpointCount, notificationTopic, removalPolicy, sweepOnly } = props;
  checkWholeNumber('ttl', ttlOf(props).toSeconds({ integral: false }), { least: 1, most: 3600, unit: 'seconds' });
  if (endpointCount !== undefined) {
    checkKnown('endpointCount', endpointCount);
    checkWholeNumber('endpointCount', endpointCount, { least: 1, most: MOST_ENDPOINTS, unit: 'names' });
  }
  if (sweepOnly && notificationTopic) {
    throw new Error(`sweepOnly and notificationTopic exclude each other, got: both, with ${notificationTopic.node.path}; leave out one of them`);
  }
  if (removalPolicy && removalPolicy !== RemovalPolicy.DESTROY && removalPolicy !== RemovalPolicy.RETAIN) {
    throw new Error(`removalPolicy must be DESTROY or RETAIN, got: '${removalPolicy}'; use RETAIN to leave the names in the zone`);
  }
}

export function ttlOf({ ttl = Duration.seconds(10) }: ReplicaEndpointDnsProps): Duration {
  return ttl;
}
