import { Alarm, IAlarmAction, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct, IConstruct, IDependable } from 'constructs';
import { reconcilerMetric } from './metrics';

/**
 * A reconciler: a `ZoneReconciler` of this app, or one of another app that is imported with `ZoneReconciler.fromZoneReconcilerAttributes`.
 */
export interface IZoneReconciler extends IConstruct {
  /**
   * The zone that it writes.
   */
  readonly hostedZone: IHostedZone;

  /**
   * What wakes it: notifications and sweeps. Any message is a wake-up.
   */
  readonly queue: IQueue;

  /**
   * The function that writes names. Invoked with `{"action":"plan"}`, it answers what it would change and changes nothing.
   */
  readonly reconcilerFunction: IFunction;

  /**
   * The function that claims and releases names for CloudFormation.
   */
  readonly claimsFunction: IFunction;

  /**
   * Where both functions log.
   */
  readonly logGroup: ILogGroup;

  /**
   * How often it looks at all its groups and names, whatever events came or were lost.
   */
  readonly sweepInterval: Duration;

  /**
   * What its alarms and those of its claims set off.
   *
   * @default - nothing
   */
  readonly alarmAction?: IAlarmAction;

  /**
   * The alarms of the reconciler. Those of its claims are at the `ReplicaEndpointDns`. None for an imported one, whose alarms are where it is defined.
   */
  readonly alarms: Alarm[];

  /**
   * Whether names of other stacks may use it.
   *
   * @internal
   */
  readonly _shared: boolean;

  /**
   * The same for one reconciler wherever it is referred to; another one for another.
   *
   * @internal
   */
  readonly _identity: string;

  /**
   * What must be there before names can be claimed, and until they are released.
   *
   * @internal
   */
  readonly _foundations: IDependable[];

  /**
   * Passes that read everything and left every claim right.
   */
  metricPassesSucceeded(props?: MetricOptions): Metric;

  /**
   * Passes in which reading, writing, or one of the claims failed. No data means none.
   */
  metricPassesFailed(props?: MetricOptions): Metric;

  /**
   * Groups whose notification topic is inactive, missing or another than the registered one, as each pass finds them. No data means none.
   */
  metricTopicFaults(props?: MetricOptions): Metric;

  /**
   * Claimed names that hold a record which the reconciler did not write, as each pass finds them. No data means none.
   */
  metricContestedNames(props?: MetricOptions): Metric;

  /**
   * Allows it to change the names of a prefix.
   *
   * @internal
   */
  _allow(prefix: string, endpointCount?: number): void;
}

/**
 * What is the same for a reconciler of this app and an imported one.
 *
 * @internal
 */
export abstract class ZoneReconcilerBase extends Construct implements IZoneReconciler {
  public abstract readonly hostedZone: IHostedZone;
  public abstract readonly queue: IQueue;
  public abstract readonly reconcilerFunction: IFunction;
  public abstract readonly claimsFunction: IFunction;
  public abstract readonly logGroup: ILogGroup;
  public abstract readonly sweepInterval: Duration;
  public abstract readonly alarmAction?: IAlarmAction;
  public abstract readonly alarms: Alarm[];
  /** @internal */
  public abstract readonly _shared: boolean;
  /** @internal */
  public abstract readonly _identity: string;
  /** @internal */
  public abstract readonly _foundations: IDependable[];
  /** @internal */
  public abstract _allow(prefix: string, endpointCount?: number): void;

  /**
   * Passes that read everything and left every claim right.
   */
  public metricPassesSucceeded(props?: MetricOptions): Metric {
    return reconcilerMetric(this.reconcilerFunction, 'passesSucceeded', props);
  }

  /**
   * Passes in which reading, writing, or one of the claims failed. No data means none.
   */
  public metricPassesFailed(props?: MetricOptions): Metric {
    return reconcilerMetric(this.reconcilerFunction, 'passesFailed', props);
  }

  /**
   * Groups whose notification topic is inactive, missing or another than the registered one, as each pass finds them. No data means none.
   */
  public metricTopicFaults(props?: MetricOptions): Metric {
    return reconcilerMetric(this.reconcilerFunction, 'topicFaults', props);
  }

  /**
   * Claimed names that hold a record which the reconciler did not write, as each pass finds them. No data means none.
   */
  public metricContestedNames(props?: MetricOptions): Metric {
    return reconcilerMetric(this.reconcilerFunction, 'contestedNames', props);
  }
}
