import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { sendWakeUps } from './permissions';
import { rolePolicy } from './role-policy';
import { SWEEP_MESSAGE } from '../reconciler/settings';
import { refuse } from '../synth/refuse';
import { wholeNumberFault } from '../synth/whole-number';

const DEFAULT_INTERVAL = Duration.minutes(5);

/** Wakes the reconciler at intervals, whatever events came or were lost. */
export class Sweep extends Construct {
  constructor(scope: Construct, id: string, queue: IQueue, interval: Duration) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        // not for schedules of other accounts: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html.
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    const policy = rolePolicy(this, 'Policy', role, [sendWakeUps(queue)]);
    const schedule = new CfnSchedule(this, 'Schedule', {
      scheduleExpression: rate(interval),
      flexibleTimeWindow: { mode: 'OFF' },
      target: { arn: queue.queueArn, roleArn: role.roleArn, input: SWEEP_MESSAGE },
    });
    schedule.node.addDependency(policy);
  }
}

/** The interval, when it can be one. The default stands for none, and for the dummy of a look-up, of which no schedule can be made. */
export function sweepIntervalOf(scope: IConstruct, interval = DEFAULT_INTERVAL): Duration {
  // a token has no other unit than its own.
  if (interval.isUnresolved()) throw new Error('sweepInterval must be known at synth, got: a token; write it out');
  const fault = wholeNumberFault('sweepInterval', interval.toMinutes({ integral: false }), { least: 1, most: 60, unit: 'minutes' });
  refuse(scope, fault);
  return fault ? DEFAULT_INTERVAL : interval;
}

function rate(interval: Duration) {
  const minutes = interval.toMinutes();
  return minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`;
}
