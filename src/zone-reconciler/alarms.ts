import { Alarm, AlarmProps, ComparisonOperator, IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { claimMetric, reconcilerMetric } from './metrics';

const NO_PASS = 'NoPassSucceeded';

/** What alarms are about and whom they tell. */
export interface AlarmSubject {
  readonly reconcilerFunction: IFunction;
  readonly logGroup: ILogGroup;
  readonly sweepInterval: Duration;
  readonly alarmAction?: IAlarmAction;
}

/** A reconciler's, with an action of the names' own in place of its own. */
export function alarmSubject({ reconcilerFunction, logGroup, sweepInterval, alarmAction }: AlarmSubject, ofNames?: IAlarmAction): AlarmSubject {
  return { reconcilerFunction, logGroup, sweepInterval, alarmAction: ofNames ?? alarmAction };
}

/** The alarms of a reconciler: every way in which it can fail sets one of them off. */
export function reconcilerAlarms(scope: Construct, subject: AlarmSubject & { readonly deadLetterQueue: IQueue }): Alarm[] {
  const { reconcilerFunction, deadLetterQueue, sweepInterval } = subject;
  const period = atLeastFiveMinutes(sweepInterval);
  return [
    alarm(scope, 'DeadLetters', subject, {
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(1) }),
      evaluationPeriods: 1,
      alarmDescription: 'Passes failed so often that the wake-ups that asked for them were given up. The sweep goes on, and names follow it.\n'
        + `Why: ${logs(subject, 'failed')}\n`
        + `Once that is mended, clear this alarm: aws sqs purge-queue --queue-url ${deadLetterQueue.queueUrl}`,
    }),
    alarm(scope, 'PassesFailed', subject, {
      metric: reconcilerMetric(reconcilerFunction, 'passesFailed', { period }),
      evaluationPeriods: 2,
      alarmDescription: 'Passes keep failing. The names of a claim that fails stay where they are; those of other claims still follow their replicas.\n'
        + `Which, and why: ${logs(subject, 'failed')}`,
    }),
    alarm(scope, 'TopicFaults', subject, {
      metric: reconcilerMetric(reconcilerFunction, 'topicFaults', { period, statistic: 'Maximum' }),
      evaluationPeriods: 2,
      alarmDescription: 'A replication group does not publish to its topic, so that its names follow at the next sweep, not at once.\n'
        + `Which: ${logs(subject, 'topic')}\n`
        + 'See that the topic is not encrypted and that its policy allows sns:Publish where aws:SourceOwner is the account. Then: '
        + 'aws elasticache modify-replication-group --replication-group-id GROUP --notification-topic-arn TOPIC --notification-topic-status active '
        + '--apply-immediately',
    }),
    alarm(scope, 'ContestedNames', subject, {
      metric: reconcilerMetric(reconcilerFunction, 'contestedNames', { period, statistic: 'Maximum' }),
      evaluationPeriods: 1,
      alarmDescription: 'A claimed name is not as it should be, and is left as it is: somebody else wrote a record there, or Route 53 refuses the change.\n'
        + `Which, and why: ${logs(subject, 'contested')}\nFind out who writes the record and stop that; then delete it: the next pass makes the name again. `
        + 'A change that is refused needs what the reason names: a protection taken from the record, or a guardrail.',
    }),
    alarm(scope, NO_PASS, subject, {
      ...SILENCE,
      metric: reconcilerMetric(reconcilerFunction, 'passesSucceeded', { period: sweepInterval }),
      alarmDescription: 'In three sweeps no pass left every claim right: names may not follow a failover.\n'
        + `Why: ${logs(subject)}\nIf nothing is logged, look for what keeps the function from running: `
        + `aws lambda get-function --function-name ${reconcilerFunction.functionName}`,
    }),
  ];
}

/** Makes the alarm that misses any pass wait for a claim, which counts as the first one. A shared reconciler does not know its claims, and has no such alarm wait. */
export function missPassesAfter(alarms: readonly Alarm[], claim: IDependable) {
  for (const each of alarms.filter(({ node }) => node.id === NO_PASS)) each.node.addDependency(claim);
}

/** The alarm of one claim: its names do not follow their replicas any more. */
export function claimAlarm(scope: Construct, id: string, prefix: string, subject: AlarmSubject): Alarm {
  return alarm(scope, id, subject, {
    ...SILENCE,
    metric: claimMetric(subject.reconcilerFunction, prefix, 'claimPasses', { period: subject.sweepInterval }),
    alarmDescription: `In three sweeps no pass left the names of '${prefix}' right.\nWhy: ${plan(subject)}\n`
      + 'Not in the answer: the claim is gone; deploy with another ttl, which writes it again.\n'
      + 'Under notServed: it is addressed to another reconciler, retained, or no claim that can be read; the reason says which.\n'
      + `Under claims, as failed or in doubt: ${logs(subject)}`,
  });
}

// every sweep is a pass: an interval without a success is an interval in which something failed.
const SILENCE = {
  evaluationPeriods: 3,
  threshold: 1,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
};

const OCCURRENCE = {
  threshold: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};

function alarm(scope: Construct, id: string, { alarmAction }: AlarmSubject, props: Omit<AlarmProps, 'threshold'>): Alarm {
  const made = new Alarm(scope, id, { ...OCCURRENCE, ...props });
  if (alarmAction) made.addAlarmAction(alarmAction);
  return made;
}

function logs({ logGroup }: AlarmSubject, word?: string) {
  return `aws logs tail ${logGroup.logGroupName} --since 1h${word ? ` --filter-pattern ${word}` : ''}`;
}

function plan({ reconcilerFunction }: AlarmSubject) {
  return `aws lambda invoke --function-name ${reconcilerFunction.functionName} --cli-binary-format raw-in-base64-out --payload '{"action":"plan"}' /dev/stdout`;
}

function atLeastFiveMinutes(interval: Duration) {
  return interval.toMinutes() < 5 ? Duration.minutes(5) : interval;
}
