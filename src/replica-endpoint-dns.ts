import { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { aws_elasticache } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { claimAlarm } from './alarms';
import { defineClaim } from './claim-resource';
import { claimMetric } from './metrics';
import { notificationTopicOf } from './notification-topic';
import { MOST_ENDPOINTS, MOST_REPLICAS, plainName } from './reconciler/names';
import { nameAttribute, Registration } from './reconciler/settings';
import { WhenNoReplica } from './when-no-replica';
import { checkWholeNumber } from './whole-number';
import { zoneNameOf } from './zone';
import { ZoneReconciler } from './zone-reconciler';

/**
 * Properties of the names of one replication group.
 */
export interface ReplicaEndpointDnsProps {
  /**
   * The replication group, with cluster mode disabled: a `CfnReplicationGroup`, or one that is imported with
   * `CfnReplicationGroup.fromReplicationGroupId`.
   */
  readonly replicationGroup: aws_elasticache.IReplicationGroupRef;

  /**
   * The zone of the names. It must know its name: import it with `HostedZone.fromHostedZoneAttributes` or `HostedZone.fromLookup`.
   */
  readonly hostedZone: IHostedZone;

  /**
   * What the names begin with, such as `read` for `read1.<zone>`, `read2.<zone>`, or `read.orders` for `read1.orders.<zone>`.
   *
   * One or more labels of letters, digits and hyphens; the number stands behind the first one, which must not end in a digit. Case does not matter.
   */
  readonly cnamePrefix: string;

  /**
   * The topic that the group publishes its events to. A group of this app that has no topic is given this one; many groups may share it.
   *
   * It must be a standard topic, not encrypted, of the group's account and Region, and its policy must allow `sns:Publish` where `aws:SourceOwner` is the
   * account: else ElastiCache sets it inactive.
   *
   * @default - the topic of the group; a group of this app that has none is given one that all groups of its stack share
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
   */
  readonly notificationTopic?: ITopic;

  /**
   * For how long resolvers may remember where a name leads: 1 to 3600 seconds, in whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly ttl?: Duration;

  /**
   * How many names there are, whatever the number of replicas: 1 to 50. They are spread evenly over the replicas that serve.
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
   * What becomes of the names when the construct is deleted: `DESTROY` or `RETAIN`.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * What writes the names.
   *
   * @default - one for each stack and zone
   */
  readonly reconciler?: ZoneReconciler;
}

/**
 * A DNS name for each replica of an ElastiCache replication group (Valkey or Redis OSS, cluster mode disabled), kept on a node that really serves as a
 * replica: through failover, replicas added and removed, nodes rebuilt and endpoints renamed.
 */
export class ReplicaEndpointDns extends Construct {
  /**
   * The topic that wakes the reconciler: own code can subscribe to it too. Undefined for an imported group whose topic is not known.
   */
  public readonly notificationTopic?: ITopic;

  /**
   * What writes the names.
   */
  public readonly reconciler: ZoneReconciler;

  /**
   * The alarm that tells when the names are no longer looked after.
   */
  public readonly alarm: Alarm;

  private readonly prefix: string;
  private readonly mostNames: number;
  private readonly claim: CustomResource;
  private highestName?: number;

  constructor(scope: Construct, id: string, props: ReplicaEndpointDnsProps) {
    super(scope, id);
    const { replicationGroup, hostedZone, endpointCount } = props;
    this.prefix = plainName(props.cnamePrefix);
    this.mostNames = endpointCount ?? MOST_REPLICAS;
    if (endpointCount !== undefined) checkWholeNumber('endpointCount', endpointCount, { least: 1, most: MOST_ENDPOINTS, unit: 'names' });

    this.reconciler = props.reconciler ?? ZoneReconciler._of(this, hostedZone);
    this.notificationTopic = notificationTopicOf(this, replicationGroup, props.notificationTopic);
    this.reconciler._allowNames(this.prefix, endpointCount);
    this.claim = defineClaim(this, this.reconciler, () => this.registration(props));
    if (this.notificationTopic) this.claim.node.addDependency(this.reconciler._subscribeTo(this.notificationTopic.topicArn));
    this.alarm = claimAlarm(this, 'NotLookedAfter', this.prefix, this.reconciler._alarmSubject);
    this.alarm.node.addDependency(this.claim);
  }

  /**
   * The name with this number, such as `read1.<zone>`. Whatever uses it waits, in CloudFormation, until the name exists.
   *
   * @param n from 1 to the number of replicas, or to `endpointCount`
   * @throws when there is no such name
   */
  public endpointName(n: number): string {
    checkWholeNumber('the number of a name', n, { least: 1, most: this.mostNames, unit: 'names' });
    this.highestName = Math.max(n, this.highestName ?? n);
    return this.claim.getAttString(nameAttribute(n));
  }

  /**
   * Names that were led to another node.
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

  private registration(props: ReplicaEndpointDnsProps): Registration {
    return {
      hostedZoneId: props.hostedZone.hostedZoneId,
      zoneName: zoneNameOf(props.hostedZone),
      prefix: this.prefix,
      replicationGroupId: props.replicationGroup.replicationGroupRef.replicationGroupId,
      ttl: (props.ttl ?? Duration.seconds(10)).toSeconds(),
      endpointCount: props.endpointCount,
      whenNoReplica: props.whenNoReplica ?? WhenNoReplica.PRIMARY,
      adoptExisting: props.adoptExisting ?? false,
      retain: props.removalPolicy === RemovalPolicy.RETAIN,
      topicArn: this.notificationTopic?.topicArn,
      highestName: this.highestName,
    };
  }
}
