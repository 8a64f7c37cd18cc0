import { Alarm, IAlarmAction, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct, IDependable } from 'constructs';
import { AlarmSubject, reconcilerAlarms } from './alarms';
import { ClaimsFunction } from './claims-function';
import { reconcilerMetric } from './metrics';
import { policySizeFault } from './policy-size';
import { CLAIMS_LABEL, endpointNamePatterns } from './reconciler/names';
import { ReconcilerFunction } from './reconciler-function';
import { Sweep, sweepIntervalOf } from './sweep';
import { checkUnclaimed } from './unclaimed';
import { identityOf } from './value-identity';
import { deadLetterQueue, serveQueue, WakeUpQueue } from './wake-up-queue';
import { zoneKey, zoneNameOf } from './zone';

/**
 * Properties of a reconciler.
 */
export interface ZoneReconcilerProps {
  /**
   * The zone that it writes.
   */
  readonly hostedZone: IHostedZone;

  /**
   * Where both functions log.
   *
   * @default - a new log group, kept for three months
   */
  readonly logGroup?: ILogGroup;

  /**
   * What becomes of the log group when the reconciler is deleted. A log group that is passed as `logGroup` is not affected.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Memory of the reconciling function, in MiB.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * The role of the reconciling function. Lambda must be allowed to assume it. The permissions that the function needs are added to it.
   *
   * @default - a new role
   */
  readonly role?: IRole;

  /**
   * The VPC of the reconciling function. It must reach the APIs of ElastiCache and Route 53 from there. The function that serves CloudFormation is never in a
   * VPC.
   *
   * @default - not in a VPC
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the reconciling function. Used with `vpc`.
   *
   * @default - the private subnets, as for any function
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the reconciling function. Used with `vpc`.
   *
   * @default - a new security group
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * How often the reconciler looks at all its groups and names, whatever events came or were lost: 1 to 60 minutes, in whole minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly sweepInterval?: Duration;

  /**
   * What the alarms set off: those of the reconciler and those of its claims.
   *
   * @default - nothing; the alarms change their state only
   */
  readonly alarmAction?: IAlarmAction;
}

/**
 * The writer of a zone: it keeps the names of any number of replication groups on nodes that serve as replicas.
 *
 * One is made for each stack and zone when the first `ReplicaEndpointDns` needs it. Make it yourself and pass it as `reconciler` to set its options.
 */
export class ZoneReconciler extends Construct {
  /**
   * The reconciler of the scope's stack for the zone: the one that is there, or a new one.
   *
   * @internal
   */
  public static _of(scope: Construct, hostedZone: IHostedZone): ZoneReconciler {
    const stack = Stack.of(scope);
    const id = `ZoneReconciler-${zoneKey(hostedZone)}`;
    return stack.node.tryFindChild(id) as ZoneReconciler | undefined ?? new ZoneReconciler(stack, id, { hostedZone });
  }

  /**
   * The zone that it writes.
   */
  public readonly hostedZone: IHostedZone;

  /**
   * What wakes it: notifications and sweeps. Any message is a wake-up.
   */
  public readonly queue: IQueue;

  /**
   * Wake-ups whose passes failed too often. It is empty in good times.
   */
  public readonly deadLetterQueue: IQueue;

  /**
   * The function that writes names. Invoked with `{"action":"plan"}`, it answers what it would change and changes nothing.
   */
  public readonly reconcilerFunction: IFunction;

  /**
   * The function that claims and releases names for CloudFormation.
   */
  public readonly claimsFunction: IFunction;

  /**
   * Where both functions log.
   */
  public readonly logGroup: ILogGroup;

  /**
   * The alarms of the reconciler. Those of its claims are at the `ReplicaEndpointDns`.
   */
  public readonly alarms: Alarm[];

  /** @internal */
  public readonly _alarmSubject: AlarmSubject;

  /**
   * What must be there before names can be claimed, and until they are released.
   *
   * @internal
   */
  public readonly _foundations: IDependable[];

  /**
   * The constructs that it serves, by prefix.
   *
   * @internal
   */
  public readonly _claimants = new Map<string, IConstruct>();

  private readonly patterns = new Set<string>();

  /**
   * @throws when the zone has no name, or `sweepInterval` is out of range
   */
  constructor(scope: Construct, id: string, props: ZoneReconcilerProps) {
    super(scope, id);
    const { hostedZone, alarmAction } = props;
    const sweepInterval = sweepIntervalOf(props.sweepInterval);
    const deadLetters = deadLetterQueue(this, 'DeadLetterQueue');
    const queue = new WakeUpQueue(this, 'Queue', deadLetters);
    this.logGroup = props.logGroup ?? new LogGroup(this, 'LogGroup', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY,
    });
    const reconciler = new ReconcilerFunction(this, 'Reconciler', {
      ...props, queue, logGroup: this.logGroup, names: Lazy.any({ produce: () => this.changeableNames() }),
    });
    const claims = new ClaimsFunction(this, 'Claims', { hostedZone, logGroup: this.logGroup });
    const mapping = serveQueue(this, 'WakeUps', queue, reconciler);
    const sweep = new Sweep(this, 'Sweep', queue, sweepInterval);

    this.hostedZone = hostedZone;
    this.queue = queue;
    this.deadLetterQueue = deadLetters;
    this.reconcilerFunction = reconciler;
    this.claimsFunction = claims;
    this._foundations = [reconciler.policy, claims.policy, mapping];
    this._alarmSubject = { reconcilerFunction: reconciler, deadLetterQueue: deadLetters, logGroup: this.logGroup, sweepInterval, alarmAction };
    this.alarms = reconcilerAlarms(this, this._alarmSubject);
    for (const alarm of this.alarms) alarm.node.addDependency(sweep);
    this.node.addValidation({ validate: () => [policySizeFault(reconciler.policy, this.patterns.size)].filter((fault) => fault !== undefined) });
  }

  /**
   * Passes that read everything and left every claim right.
   */
  public metricPassesSucceeded(props?: MetricOptions): Metric {
    return reconcilerMetric(this.reconcilerFunction, 'passesSucceeded', props);
  }

  /**
   * Passes in which reading, writing, or one of the claims failed.
   */
  public metricPassesFailed(props?: MetricOptions): Metric {
    return reconcilerMetric(this.reconcilerFunction, 'passesFailed', props);
  }

  /**
   * Groups whose notification topic is inactive, missing or another than the registered one, counted in every pass.
   */
  public metricTopicFaults(props?: MetricOptions): Metric {
    return reconcilerMetric(this.reconcilerFunction, 'topicFaults', props);
  }

  /**
   * Claimed names that hold a record which the reconciler did not write, counted in every pass.
   */
  public metricContestedNames(props?: MetricOptions): Metric {
    return reconcilerMetric(this.reconcilerFunction, 'contestedNames', props);
  }

  /**
   * Allows the reconciler to change the names of a construct.
   *
   * @internal
   * @throws when another construct of the app has the same names
   */
  public _claim(prefix: string, claimant: IConstruct, endpointCount?: number) {
    const reconcilers = this.node.root.node.findAll().filter((construct) => construct instanceof ZoneReconciler);
    checkUnclaimed(prefix, claimant, this.hostedZone, reconcilers);
    this._claimants.set(prefix, claimant);
    for (const pattern of endpointNamePatterns(prefix, endpointCount, zoneNameOf(this.hostedZone))) this.patterns.add(pattern);
  }

  /**
   * Subscribes the queue to the topic, once.
   *
   * @internal
   */
  public _subscribeTo(topicArn: string): CfnSubscription {
    const id = `Subscription-${identityOf(topicArn, this)}`;
    const found = this.node.tryFindChild(id) as CfnSubscription | undefined;
    return found ?? new CfnSubscription(this, id, { topicArn, protocol: 'sqs', endpoint: this.queue.queueArn });
  }

  private changeableNames() {
    return [...this.patterns].sort().concat(`*.${CLAIMS_LABEL}.${zoneNameOf(this.hostedZone)}`);
  }
}
