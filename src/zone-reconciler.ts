import { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { reconcilerKindFaults } from './claim/kinds';
import { namePatterns } from './names/name-patterns';
import { zoneKey, zoneNameOf } from './names/zone';
import { zoneIdFault } from './names/zone-id';
import { refuse, refuseAlways, whatHolds } from './synth/refuse';
import { pathInStage } from './synth/value-identity';
import { AlarmActions, warnOfSilentAlarms } from './zone-reconciler/alarm-actions';
import { reconcilerAlarms } from './zone-reconciler/alarms';
import { ClaimsFunction } from './zone-reconciler/claims-function';
import { exportedAction, exportWhatIsShared } from './zone-reconciler/exports';
import { ImportedZoneReconciler, ZoneReconcilerAttributes } from './zone-reconciler/imported-zone-reconciler';
import { logGroupClassFault } from './zone-reconciler/log-group-class';
import { PlaceInVpc } from './zone-reconciler/place-in-vpc';
import { policySizeFault, ROOM_FOR_NAMES } from './zone-reconciler/policy-size';
import { ReconcilerFunction } from './zone-reconciler/reconciler-function';
import { warnOfRefusedPolicy } from './zone-reconciler/role-policy';
import { Sweep, sweepIntervalOf } from './zone-reconciler/sweep';
import { deadLetterQueue, queueKeyFault, serveQueue, WakeUpQueue } from './zone-reconciler/wake-up-queue';
import { IZoneReconciler, ZoneReconcilerBase } from './zone-reconciler/zone-reconciler-base';

/**
 * Properties of a reconciler.
 */
export interface ZoneReconcilerProps {
  /**
   * The zone that it writes. An error is thrown when it has no name: import it with `HostedZone.fromHostedZoneAttributes` or `HostedZone.fromLookup`.
   */
  readonly hostedZone: IHostedZone;

  /**
   * Lets names of other stacks use it: of this app by passing it as `reconciler`, of other apps by `ZoneReconciler.fromZoneReconcilerAttributes`. All must
   * be in its account and Region.
   *
   * Its stack stays the same, whatever uses it. So its function can't be allowed names one by one: it may create and delete each CNAME and TXT record
   * of the zone whose first label ends in a digit or that is a claim, except names that begin with `_` and those of DKIM. That of a reconciler that is not
   * shared may change the names of its own stack's prefixes only. In exchange it serves any number of prefixes.
   *
   * @default false
   */
  readonly shared?: boolean;

  /**
   * Where both functions log. It must be of the class STANDARD, since CloudWatch makes no metrics of the lines of another. Anything else is an error, as far as it
   * can be told at synth.
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
   * Memory of the reconciling function, in MiB: 128 to 10,240.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * The role of the reconciling function. Lambda must be allowed to assume it. The permissions that the function needs are added to it; when they can't be,
   * since it was imported with `mutable: false` or from another account, a warning tells them.
   *
   * @default - a new role
   */
  readonly role?: IRole;

  /**
   * The VPC of the reconciling function. It must reach the APIs of ElastiCache and Route 53 from there: give the subnets a way out, such as a NAT gateway. Route 53's
   * API is in us-east-1, so that no interface endpoint of the VPC's own Region reaches it.
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
   * Put the function that serves CloudFormation into the `vpc` too, with the same subnets and security groups, where an organisation wants every function in
   * one. An error is thrown when there is no `vpc`.
   *
   * It must reach what the reconciling function must reach, and Amazon S3, to which it sends its answers: a policy of the VPC's endpoint for S3 must allow the
   * bucket `cloudformation-custom-resource-response-<Region without hyphens>`. If an answer can't get out, the deployment fails after five minutes.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html
   */
  readonly claimsFunctionInVpc?: boolean;

  /**
   * How often the reconciler looks at all its groups and names, whatever events came or were lost: 1 to 60 minutes, in whole minutes. Anything else is an error.
   *
   * @default Duration.minutes(5)
   */
  readonly sweepInterval?: Duration;

  /**
   * What the alarms set off: those of the reconciler and those of its claims.
   *
   * @default - nothing; the alarms change their state only, with a warning
   */
  readonly alarmAction?: IAlarmAction;
}

/**
 * The writer of a zone: it keeps the names of any number of replication groups on nodes that serve as replicas.
 *
 * One is made for each stack and zone when the first `ReplicaEndpointDns` needs it. Make it yourself and pass it as `reconciler` to set its options.
 */
export class ZoneReconciler extends ZoneReconcilerBase {
  /**
   * A shared reconciler of another app, in the same account and Region.
   *
   * @throws when `sweepInterval` is out of range
   */
  public static fromZoneReconcilerAttributes(scope: Construct, id: string, attributes: ZoneReconcilerAttributes): IZoneReconciler {
    return new ImportedZoneReconciler(scope, id, attributes);
  }

  /**
   * The reconciler of the scope's stack for the zone: the one that is there, or a new one. Its alarms set off the action, too.
   *
   * @internal
   */
  public static _of(scope: Construct, hostedZone: IHostedZone, alarmAction?: IAlarmAction): ZoneReconciler {
    const stack = Stack.of(scope);
    const id = `ZoneReconciler-${zoneKey(hostedZone)}`;
    const reconciler = stack.node.tryFindChild(id) as ZoneReconciler | undefined ?? new ZoneReconciler(stack, id, { hostedZone });
    if (alarmAction) reconciler.actions.add(alarmAction);
    return reconciler;
  }

  public readonly hostedZone: IHostedZone;
  public readonly queue: IQueue;

  /**
   * Wake-ups whose passes failed too often. It is empty in good times.
   */
  public readonly deadLetterQueue: IQueue;

  public readonly reconcilerFunction: IFunction;
  public readonly claimsFunction: IFunction;
  public readonly logGroup: ILogGroup;
  public readonly sweepInterval: Duration;
  public readonly alarmAction?: IAlarmAction;

  public readonly alarms: Alarm[];

  /** @internal */
  public readonly _shared: boolean;

  /** @internal */
  public readonly _foundations: IDependable[];

  private readonly actions: AlarmActions;

  /** With the `endpointCount` of each. */
  private readonly prefixes = new Map<string, number | undefined>();

  /**
   * @throws when the zone has no name, or `sweepInterval` is out of range
   */
  constructor(scope: Construct, id: string, props: ZoneReconcilerProps) {
    super(scope, id);
    refuseAlways(...reconcilerKindFaults(props));
    refuse(this, zoneIdFault(props.hostedZone));
    const { hostedZone, shared = false } = props;
    if (props.claimsFunctionInVpc && !props.vpc) refuse(this, 'claimsFunctionInVpc must come with a vpc, got: none; pass the vpc that both functions are to be in');
    const alarmAction = shared && props.alarmAction ? exportedAction(props.alarmAction) : props.alarmAction;
    const sweepInterval = sweepIntervalOf(this, props.sweepInterval);
    const deadLetters = deadLetterQueue(this, 'DeadLetterQueue');
    const queue = new WakeUpQueue(this, 'Queue', deadLetters);
    this.logGroup = props.logGroup ?? new LogGroup(this, 'LogGroup', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY,
    });
    const names = Lazy.any({ produce: () => namePatterns(this.prefixes, zoneNameOf(hostedZone), ROOM_FOR_NAMES) });
    const reconciler = new ReconcilerFunction(this, 'Reconciler', { ...props, queue, logGroup: this.logGroup, names: shared ? undefined : names });
    const missed = { reconcilerFunction: reconciler.functionName, sweepSeconds: sweepInterval.toSeconds() };
    const claims = new ClaimsFunction(this, 'Claims', { ...placeOfClaimsFunction(props), hostedZone, queue, missed, logGroup: this.logGroup });
    const mapping = serveQueue(this, 'WakeUps', queue, reconciler);
    const sweep = new Sweep(this, 'Sweep', queue, sweepInterval);

    this.hostedZone = hostedZone;
    this.queue = queue;
    this.deadLetterQueue = deadLetters;
    this.reconcilerFunction = reconciler;
    this.claimsFunction = claims;
    this._foundations = [reconciler.policy, claims.policy, mapping];
    this.sweepInterval = sweepInterval;
    this.alarmAction = alarmAction;
    this._shared = shared;
    this.alarms = reconcilerAlarms(this, this);
    this.actions = new AlarmActions(this.alarms, alarmAction);
    for (const alarm of this.alarms) alarm.node.addDependency(sweep);
    if (shared) exportWhatIsShared(this);
    this.node.addValidation({
      validate: () => {
        warnOfSilentAlarms(this, this.alarms, this.node.path);
        if (props.role) warnOfRefusedPolicy(this, props.role, reconciler.policy);
        return whatHolds(this, [policySizeFault(reconciler.policy, this.prefixes.size), queueKeyFault(queue), logGroupClassFault(this.logGroup)]);
      },
    });
  }

  /** @internal */
  public _allow(prefix: string, endpointCount?: number) {
    this.prefixes.set(prefix, endpointCount);
  }

  /** @internal */
  public get _identity(): string {
    return pathInStage(this);
  }
}

function placeOfClaimsFunction({ claimsFunctionInVpc, vpc, vpcSubnets, securityGroups }: ZoneReconcilerProps): PlaceInVpc {
  return claimsFunctionInVpc ? { vpc, vpcSubnets, securityGroups } : {};
}
