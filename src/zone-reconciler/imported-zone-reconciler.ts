import { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { sweepIntervalOf } from './sweep';
import { ZoneReconcilerBase } from './zone-reconciler-base';
import { readableArn } from '../synth/readable-arn';
import { identityOf } from '../synth/value-identity';

/**
 * What is to be known of a shared reconciler of another app.
 */
export interface ZoneReconcilerAttributes {
  /**
   * The zone that it writes.
   */
  readonly hostedZone: IHostedZone;

  /**
   * The ARN of its queue: `zoneReconciler.queue.queueArn`.
   */
  readonly queueArn: string;

  /**
   * The ARN of the function that writes names: `zoneReconciler.reconcilerFunction.functionArn`.
   */
  readonly reconcilerFunctionArn: string;

  /**
   * The ARN of the function that claims names: `zoneReconciler.claimsFunction.functionArn`.
   */
  readonly claimsFunctionArn: string;

  /**
   * The name of its log group: `zoneReconciler.logGroup.logGroupName`.
   */
  readonly logGroupName: string;

  /**
   * Its `sweepInterval`: 1 to 60 minutes, in whole minutes. Anything else is an error. The alarm of a claim expects a pass in each.
   *
   * @default Duration.minutes(5)
   */
  readonly sweepInterval?: Duration;

  /**
   * What the alarms of its claims set off.
   *
   * @default - nothing; the alarms change their state only, with a warning
   */
  readonly alarmAction?: IAlarmAction;
}

/** A shared reconciler of another app. Whether it is shared can't be seen from here: a claim that it may not write fails, and its alarm tells. */
export class ImportedZoneReconciler extends ZoneReconcilerBase {
  readonly hostedZone: IHostedZone;
  readonly queue: IQueue;
  readonly reconcilerFunction: IFunction;
  readonly claimsFunction: IFunction;
  readonly logGroup: ILogGroup;
  readonly sweepInterval: Duration;
  readonly alarmAction?: IAlarmAction;
  readonly alarms: Alarm[] = [];
  readonly _shared = true;
  readonly _identity: string;
  readonly _foundations: IDependable[] = [];

  constructor(scope: Construct, id: string, attributes: ZoneReconcilerAttributes) {
    super(scope, id);
    const { queueArn, reconcilerFunctionArn, claimsFunctionArn, logGroupName } = attributes;
    this.hostedZone = attributes.hostedZone;
    this.queue = Queue.fromQueueArn(this, 'Queue', readableArn(this, queueArn, 'sqs', 'queue'));
    this.reconcilerFunction = Function.fromFunctionArn(this, 'Reconciler', readableArn(this, reconcilerFunctionArn, 'lambda', 'function:reconciler'));
    this.claimsFunction = Function.fromFunctionArn(this, 'Claims', readableArn(this, claimsFunctionArn, 'lambda', 'function:claims'));
    this.logGroup = LogGroup.fromLogGroupName(this, 'LogGroup', logGroupName);
    this.sweepInterval = sweepIntervalOf(this, attributes.sweepInterval);
    this.alarmAction = attributes.alarmAction;
    this._identity = identityOf(claimsFunctionArn, this);
  }

  _allow() {
    // a shared reconciler may change all names of its zone.
  }
}
