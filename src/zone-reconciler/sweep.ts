import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { sendWakeUps } from './permissions';
import { rolePolicy } from './role-policy';
import { SWEEP_MESSAGE } from '../reconciler/settings';
import { checkWholeNumber } from '../synth/whole-number';

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

/** Checks the interval, or takes the default. */
export function sweepIntervalOf(interval = Duration.minutes(5)): Duration {
  checkWholeNumber('sweepInterval', interval.toMinutes({ integral: false }), { least: 1, most: 60, unit: 'minutes' });
  return interval;
}

function rate(interval: Duration) {
  const minutes = interval.toMinutes();
  return minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`;
}
