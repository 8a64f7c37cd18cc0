import { Alarm, AlarmProps, ComparisonOperator, IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { claimMetric, reconcilerMetric } from './metrics';

/** What alarms are about and whom they tell. */
export interface AlarmSubject {
  readonly reconcilerFunction: IFunction;
  readonly deadLetterQueue: IQueue;
  readonly logGroup: ILogGroup;
  readonly sweepInterval: Duration;
  readonly alarmAction?: IAlarmAction;
}

/** The alarms of a reconciler: every way in which it can fail sets one of them off. */
export function reconcilerAlarms(scope: Construct, subject: AlarmSubject): Alarm[] {
  const { reconcilerFunction, deadLetterQueue, sweepInterval } = subject;
  const period = atLeastFiveMinutes(sweepInterval);
  const logs = `aws logs tail ${subject.logGroup.logGroupName} --since 1h`;
  return [
    alarm(scope, 'DeadLetters', subject, {
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(1) }),
      evaluationPeriods: 1,
      alarmDescription: `Passes failed so often that their wake-ups were given up. The sweep goes on. Why: ${logs}\n`
        + `Then empty the queue to clear this alarm: aws sqs purge-queue --queue-url ${deadLetterQueue.queueUrl}`,
    }),
    alarm(scope, 'PassesFailed', subject, {
      metric: reconcilerMetric(reconcilerFunction, 'passesFailed', { period }),
      evaluationPeriods: 2,
      alarmDescription: 'Passes keep failing: names of the claims that fail stay where they are, those of the others still move. '
        + `Why: ${logs} --filter-pattern ERROR`,
    }),
    alarm(scope, 'TopicFaults', subject, {
      metric: reconcilerMetric(reconcilerFunction, 'topicFaults', { period, statistic: 'Maximum' }),
      evaluationPeriods: 2,
      alarmDescription: 'A replication group does not publish to its topic (inactive, missing, or another topic), so its names follow at the next sweep, '
        + `not at once. Which: ${logs}\nSee that the topic's policy allows sns:Publish where aws:SourceOwner is the account and that the topic is not `
        + 'encrypted, then: aws elasticache modify-replication-group --replication-group-id GROUP --notification-topic-arn TOPIC '
        + '--notification-topic-status active',
    }),
    alarm(scope, 'ContestedNames', subject, {
      metric: reconcilerMetric(reconcilerFunction, 'contestedNames', { period, statistic: 'Maximum' }),
      evaluationPeriods: 1,
      alarmDescription: 'Somebody else changed a claimed name; it is left as it is. '
        + `Which: aws lambda invoke --function-name ${reconcilerFunction.functionName} --cli-binary-format raw-in-base64-out `
        + '--payload \'{"action":"plan"}\' /dev/stdout\nDelete that record: the next pass makes it anew.',
    }),
    alarm(scope, 'NoPassSucceeded', subject, {
      ...silence(),
      metric: reconcilerMetric(reconcilerFunction, 'passesSucceeded', { period: sweepInterval }),
      alarmDescription: `No pass succeeded for three sweeps: names do not follow a failover. Why: ${logs}\n`
        + `If it is silent: aws lambda get-function --function-name ${reconcilerFunction.functionName}`,
    }),
  ];
}

/** The alarm of one claim: its names are no longer looked after. */
export function claimAlarm(scope: Construct, id: string, prefix: string, subject: AlarmSubject): Alarm {
  const { reconcilerFunction, sweepInterval } = subject;
  return alarm(scope, id, subject, {
    ...silence(),
    metric: claimMetric(reconcilerFunction, prefix, 'claimPasses', { period: sweepInterval }),
    alarmDescription: `No pass left the names of ${prefix} right for three sweeps: their claim vanished from the zone, or their passes fail. `
      + `Why: aws logs tail ${subject.logGroup.logGroupName} --since 1h\n`
      + `Is it there: aws lambda invoke --function-name ${reconcilerFunction.functionName} --cli-binary-format raw-in-base64-out `
      + '--payload \'{"action":"plan"}\' /dev/stdout',
  });
}

function alarm(scope: Construct, id: string, { alarmAction }: AlarmSubject, props: Omit<AlarmProps, 'threshold'> & { readonly threshold?: number }) {
  const made = new Alarm(scope, id, {
    threshold: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...props,
  });
  if (alarmAction) made.addAlarmAction(alarmAction);
  return made;
}

// every sweep is a pass, so an interval without a success is an interval in which something failed.
function silence() {
  return {
    evaluationPeriods: 3,
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  };
}

function atLeastFiveMinutes(interval: Duration) {
  return interval.toMinutes() < 5 ? Duration.minutes(5) : interval;
}
