import { Annotations, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Warns when names that follow by the sweep alone follow more slowly than they could. */
export function warnOfSlowSweep(scope: Construct, prefix: string, sweepInterval: Duration) {
  const minutes = sweepInterval.toMinutes();
  if (minutes === 1) return;
  Annotations.of(scope).addWarningV2('cdk-replica-endpoint-dns:slowSweep', `the names of '${prefix}' follow by the sweep alone, which comes every ${minutes} `
    + 'minutes: until then they lead to where they led before a failover. Pass a reconciler with sweepInterval: Duration.minutes(1)');
}
