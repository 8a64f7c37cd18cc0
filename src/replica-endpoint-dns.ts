import { Alarm, IAlarmAction, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnResource, CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { reachFault, reconcilerFault } from './claim/account-and-region';
import { defineClaim } from './claim/claim-resource';
import { kindFaults } from './claim/kinds';
import { nameWithin } from './claim/name-within';
import { optionFaults, ttlOf } from './claim/options';
import { claimRemovalFault } from './claim/removal-fault';
import { changedConditionFault, shareCondition } from './group/condition';
import { groupFaults } from './group/group-faults';
import { groupIdFault } from './group/group-id';
import { groupResource } from './group/group-resource';
import { cnamePrefixFault } from './names/cname-prefix';
import { nameNumberFault } from './names/endpoint-number';
import { reservePrefix } from './names/prefix-registry';
import { warnOfPublicZone } from './names/public-zone';
import { zoneNameOf } from './names/zone';
import { zoneIdFault } from './names/zone-id';
import { endpointName, MOST_REPLICAS } from './reconciler/names';
import { Registration } from './reconciler/settings';
import { unknownFault } from './synth/known-at-synth';
import { refuse, refuseAlways, whatHolds } from './synth/refuse';
import { finalTopicFaults } from './topic/final-topic';
import { notificationTopicOf } from './topic/notification-topic';
import { subscribe } from './topic/subscription';
import { WhenNoReplica } from './when-no-replica';
import { ZoneReconciler } from './zone-reconciler';
import { isSilent, warnOfSilentAlarms } from './zone-reconciler/alarm-actions';
import { alarmSubject, claimAlarm, missPassesAfter } from './zone-reconciler/alarms';
import { claimMetric } from './zone-reconciler/metrics';
import { warnOfSlowSweep } from './zone-reconciler/slow-sweep';
import { IZoneReconciler } from './zone-reconciler/zone-reconciler-base';

/**
 * Properties of the names of one replication group.
 */
export interface ReplicaEndpointDnsProps {
  /**
   * The replication group, with cluster mode disabled: a `CfnReplicationGroup`, or one that is imported with
   * `CfnReplicationGroup.fromReplicationGroupId`.
   *
   * An error is thrown when it has cluster mode enabled, has no replica and no `endpointCount` is given, or is in another account or Region than the names.
   */
  readonly replicationGroup: aws_elasticache.IReplicationGroupRef;

  /**
   * The zone of the names. It must know its name: import it with `HostedZone.fromHostedZoneAttributes` or `HostedZone.fromLookup`.
   *
   * An error is thrown when it has no name, or is in another account than the names.
   */
  readonly hostedZone: IHostedZone;

  /**
   * What the names begin with, such as `read` for `read1.<zone>`, `read2.<zone>`, or `read.orders` for `read1.orders.<zone>`.
   *
   * One or more labels of letters, digits and hyphens; the number stands behind the first one, which must not end in a digit. Case does not matter.
   *
   * An error is thrown when no names can be made of it, or when another construct of the app has one of them.
   */
  readonly cnamePrefix: string;

  /**
   * The topic that the group publishes its events to. A group of this app that has no topic is given this one; many groups may share it.
   *
   * It must be a standard topic, not encrypted, of the group's account and Region, and its policy must allow `sns:Publish` where `aws:SourceOwner` is the
   * account: else ElastiCache sets it inactive. An error is thrown as far as that can be told at synth, and when the group publishes to another topic.
   *
   * @default - the topic of the group; a group of this app that has none is given one that all groups of its stack share
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
   */
  readonly notificationTopic?: ITopic;

  /**
   * Refuse notifications over plain HTTP at the topic that is made for groups without one. It has no effect on other topics.
   *
   * That ElastiCache publishes over HTTPS is not documented. If the alarm *TopicFaults* goes off with this topic, set it to false and activate the topic as the
   * alarm tells. An error is thrown when it is not the same for all groups that share the topic.
   *
   * @default true
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
   */
  readonly topicEnforceSSL?: boolean;

  /**
   * Let the names follow by the sweep alone, without notifications: no topic is made or subscribed to. For organisations that forbid unencrypted topics,
   * which are the only ones that ElastiCache can publish to.
   *
   * Names then follow a failover within one `sweepInterval` of the reconciler: pass one with an interval of one minute as `reconciler`.
   * An error is thrown when `notificationTopic` is given too.
   *
   * @default false
   */
  readonly sweepOnly?: boolean;

  /**
   * For how long resolvers may remember where a name leads: 1 to 3600 seconds, in whole seconds. Anything else is an error.
   *
   * @default Duration.seconds(10)
   */
  readonly ttl?: Duration;

  /**
   * How many names there are, whatever the number of replicas: 1 to 50. Anything else is an error. They are spread evenly over the replicas that serve.
   *
   * @default - as many as the group has replicas
   */
  readonly endpointCount?: number;

  /**
   * What the names do while no replica serves.
   *
   * @default WhenNoReplica.PRIMARY
   */
  readonly whenNoReplica?: WhenNoReplica;

  /**
   * Take over names that exist and lead to nodes of the group. Otherwise the deployment is refused when a name exists.
   *
   * @default false
   */
  readonly adoptExisting?: boolean;

  /**
   * What becomes of the names when the construct is deleted: `DESTROY` or `RETAIN`. Anything else is an error, and so is a `DeletionPolicy` that an aspect, such
   * as `RemovalPolicies.of(app).retain()`, sets at the claim, a resource of type `Custom::ReplicaEndpointDns`: exclude it there.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * What the alarm of the names sets off, and, unless `reconciler` is passed, the alarms of the reconciler that is made for them. Where several names share that one,
   * it sets off the actions of all of them; pass the same object to set off one action once.
   *
   * It does not reach the alarms of a reconciler that is passed: give it one there.
   *
   * @default - the action of a reconciler that is passed, or else none: the alarms change their state only, with a warning
   */
  readonly alarmAction?: IAlarmAction;

  /**
   * What writes the names: a reconciler of this stack, or a shared one of this account and Region.
   *
   * An error is thrown when it is another one, or one of another zone.
   *
   * @default - one for each stack and zone
   */
  readonly reconciler?: IZoneReconciler;
}

/**
 * A DNS name for each replica of an ElastiCache replication group (Valkey or Redis OSS, cluster mode disabled), kept on a node that really serves as a
 * replica: through failover, replicas added and removed, nodes rebuilt and endpoints renamed.
 */
export class ReplicaEndpointDns extends Construct {
  /**
   * The topic that wakes the reconciler: own code can subscribe to it too. Undefined with `sweepOnly`, and for an imported group whose topic is not known.
   */
  public readonly notificationTopic?: ITopic;

  /**
   * What writes the names.
   */
  public readonly reconciler: IZoneReconciler;

  /**
   * The alarm that tells when the names do not follow their replicas any more.
   */
  public readonly alarm: Alarm;

  private readonly prefix: string;
  private readonly claim: CustomResource;
  private highestName?: number;

  /**
   * @throws when an option is out of range, the names are not valid or taken by another construct of the app, the group has cluster mode enabled or a single
   * node, or the topic can't be one of ElastiCache
   */
  constructor(scope: Construct, id: string, private readonly props: ReplicaEndpointDnsProps) {
    super(scope, id);
    refuseAlways(...kindFaults(props));
    const { replicationGroup, hostedZone, endpointCount } = props;
    refuse(this, ...optionFaults(props), groupIdFault(replicationGroup), zoneIdFault(hostedZone), reachFault(this, replicationGroup, hostedZone));
    refuse(this, ...groupFaults(this, replicationGroup, endpointCount));
    refuse(this, cnamePrefixFault(props.cnamePrefix, zoneNameOf(hostedZone), endpointCount ?? MOST_REPLICAS));

    this.prefix = props.cnamePrefix.toLowerCase();
    this.reconciler = props.reconciler ?? ZoneReconciler._of(this, hostedZone, props.alarmAction);
    refuse(this, reconcilerFault(this.reconciler, this, hostedZone));
    reservePrefix(this.prefix, this, hostedZone);
    this.reconciler._allow(this.prefix, endpointCount);
    if (props.sweepOnly) warnOfSlowSweep(this, this.prefix, this.reconciler.sweepInterval);
    else this.notificationTopic = notificationTopicOf(this, replicationGroup, props.notificationTopic, props.topicEnforceSSL);
    this.claim = defineClaim(this, this.reconciler, () => this.registration(), props.removalPolicy === RemovalPolicy.RETAIN);
    if (this.notificationTopic) this.claim.node.addDependency(subscribe(this, this.reconciler, this.notificationTopic.topicArn));
    this.alarm = claimAlarm(this, 'NotLookedAfter', this.prefix, alarmSubject(this.reconciler, props.alarmAction));
    this.alarm.node.addDependency(this.claim);
    if (!this.reconciler._shared) missPassesAfter(this.reconciler.alarms, this.claim);
    const group = groupResource(replicationGroup);
    if (group) shareCondition(group, this);
    this.node.addValidation({ validate: () => this.finalFaults() });
  }

  /**
   * The name with this number, such as `read1.<zone>`. Whatever uses it waits, in CloudFormation, until the name exists.
   *
   * An error is thrown when there is no such name.
   *
   * @param n from 1 to the number of replicas, or to `endpointCount`
   * @throws when there is no such name
   */
  public endpointName(n: number): string {
    const { replicationGroup, endpointCount } = this.props;
    refuse(this, unknownFault('the number of a name', n) ?? nameNumberFault(n, replicationGroup, endpointCount));
    this.highestName = Math.max(n, this.highestName ?? n);
    return nameWithin(this.claim, zoneNameOf(this.props.hostedZone), (zoneName) => endpointName(this.prefix, n, zoneName));
  }

  /**
   * Names that were led to another node. No data means none.
   */
  public metricNamesMoved(props?: MetricOptions): Metric {
    return claimMetric(this.reconciler.reconcilerFunction, this.prefix, 'namesMoved', props);
  }

  /**
   * Passes that left the names right.
   */
  public metricClaimPasses(props?: MetricOptions): Metric {
    return claimMetric(this.reconciler.reconcilerFunction, this.prefix, 'claimPasses', props);
  }

  private registration(): Registration {
    const { hostedZone, replicationGroup, endpointCount, removalPolicy } = this.props;
    return {
      hostedZoneId: hostedZone.hostedZoneId,
      zoneName: zoneNameOf(hostedZone),
      prefix: this.prefix,
      reconciler: this.reconciler.queue.queueArn,
      replicationGroupId: replicationGroup.replicationGroupRef.replicationGroupId,
      ttl: ttlOf(this.props),
      endpointCount,
      whenNoReplica: this.props.whenNoReplica ?? WhenNoReplica.PRIMARY,
      adoptExisting: this.props.adoptExisting ?? false,
      retain: removalPolicy === RemovalPolicy.RETAIN,
      topicArn: this.notificationTopic?.topicArn,
      highestName: this.highestName,
    };
  }

  private finalFaults(): string[] {
    const { replicationGroup, hostedZone, endpointCount } = this.props;
    const group = groupResource(replicationGroup);
    warnOfPublicZone(this, hostedZone);
    // where the reconciler's alarms tell nobody either, it is said there, once for all names.
    if (!this.reconciler.alarms.some(isSilent)) warnOfSilentAlarms(this, [this.alarm], this.node.path);
    return whatHolds(this, [
      claimRemovalFault(this.claim),
      ...groupFaults(this, replicationGroup, endpointCount),
      group && changedConditionFault(group, this.claim.node.defaultChild as CfnResource),
      this.highestName === undefined ? undefined : nameNumberFault(this.highestName, replicationGroup, endpointCount),
      ...this.notificationTopic ? finalTopicFaults(this, this.notificationTopic, group) : [],
    ]);
  }
}
