import type { ReplicaEndpointDnsProps } from '../replica-endpoint-dns';
import { hasMembers, Kind, kindFault } from '../synth/kind-of-value';
import { Fault } from '../synth/refuse';
import { WhenNoReplica } from '../when-no-replica';
import type { ZoneReconcilerProps } from '../zone-reconciler';

const GROUP: Kind = {
  name: 'a replication group',
  remedy: "use a CfnReplicationGroup, or CfnReplicationGroup.fromReplicationGroupId(scope, id, 'orders')",
  isOne: (value) => hasMembers(value, 'replicationGroupRef', 'env'),
};
const ZONE: Kind = {
  name: 'a hosted zone',
  remedy: 'use a HostedZone, or import one with HostedZone.fromHostedZoneAttributes or HostedZone.fromLookup',
  isOne: (value) => hasMembers(value, 'hostedZoneId', 'hostedZoneArn', 'env'),
};
const PREFIX: Kind = { name: 'a text', remedy: "use one such as 'read' or 'read.orders'", isOne: (value) => typeof value === 'string' };
const TTL: Kind = { name: 'a duration', remedy: 'use one such as Duration.seconds(10)', isOne: (value) => hasMembers(value, 'toSeconds') };
const INTERVAL: Kind = { name: 'a duration', remedy: 'use one such as Duration.minutes(5)', isOne: (value) => hasMembers(value, 'toMinutes') };
const WHEN: Kind = {
  name: 'one of WhenNoReplica',
  remedy: 'use WhenNoReplica.PRIMARY or WhenNoReplica.KEEP',
  isOne: (value) => Object.values(WhenNoReplica).includes(value as WhenNoReplica),
};
const TOPIC: Kind = { name: 'a topic', remedy: 'use a Topic, or import one with Topic.fromTopicArn', isOne: (value) => hasMembers(value, 'topicArn', 'env') };
const RECONCILER: Kind = {
  name: 'a reconciler',
  remedy: 'use a ZoneReconciler, or import one with ZoneReconciler.fromZoneReconcilerAttributes',
  isOne: (value) => hasMembers(value, 'claimsFunction', '_allow'),
};

const ACTION: Kind = {
  name: 'an action', remedy: 'use one of aws-cdk-lib/aws-cloudwatch-actions, such as new SnsAction(topic)', isOne: (value) => hasMembers(value, 'bind'),
};

/** Why options of names are refused that are not what they should be at all. */
export function kindFaults(props: ReplicaEndpointDnsProps): Fault[] {
  const { replicationGroup, hostedZone, cnamePrefix, ttl, whenNoReplica, notificationTopic, alarmAction, reconciler } = props;
  const optional = (option: string, value: unknown, kind: Kind) => (value === undefined ? undefined : kindFault(option, value, kind));
  return [
    kindFault('replicationGroup', replicationGroup, GROUP),
    kindFault('hostedZone', hostedZone, ZONE),
    kindFault('cnamePrefix', cnamePrefix, PREFIX),
    optional('ttl', ttl, TTL),
    optional('whenNoReplica', whenNoReplica, WHEN),
    optional('notificationTopic', notificationTopic, TOPIC),
    optional('alarmAction', alarmAction, ACTION),
    optional('reconciler', reconciler, RECONCILER),
  ];
}

/** The same for those of a reconciler. */
export function reconcilerKindFaults({ hostedZone, sweepInterval, alarmAction }: ZoneReconcilerProps): Fault[] {
  return [
    kindFault('hostedZone', hostedZone, ZONE),
    sweepInterval === undefined ? undefined : kindFault('sweepInterval', sweepInterval, INTERVAL),
    alarmAction === undefined ? undefined : kindFault('alarmAction', alarmAction, ACTION),
  ];
}
