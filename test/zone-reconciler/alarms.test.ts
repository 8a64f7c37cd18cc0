import { Template } from 'aws-cdk-lib/assertions';
import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Annotations, Aspects, CfnResource, Duration, Stack } from 'aws-cdk-lib/core';
import { ZoneReconciler, ZoneReconcilerProps } from '../../src';
import { allWarnings, givenGroup, givenNames, givenStack, givenZone, onlyResource } from '../given';

const NAMES = ['DeadLetters', 'PassesFailed', 'TopicFaults', 'ContestedNames', 'NoPassSucceeded', 'NotLookedAfter'];
const OCCURRENCE = { ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 1, TreatMissingData: 'notBreaching' };
const SILENCE = { ComparisonOperator: 'LessThanThreshold', Threshold: 1, TreatMissingData: 'breaching', EvaluationPeriods: 3 };

const stack = givenStack();
const names = givenNames(stack, { cnamePrefix: 'read.orders' });
const reconciler = { Name: 'Reconciler', Value: stack.resolve(names.reconciler.reconcilerFunction.functionName) };
const queueName = stack.resolve((names.reconciler as ZoneReconciler).deadLetterQueue.queueName);

test.each<[string, object]>([
  ['DeadLetters', {
    ...OCCURRENCE, ...metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum', 60, [{ Name: 'QueueName', Value: queueName }]), EvaluationPeriods: 1,
  }],
  ['PassesFailed', { ...OCCURRENCE, ...metric('ReplicaEndpointDns', 'PassesFailed', 'Sum', 300, [reconciler]), EvaluationPeriods: 2 }],
  ['TopicFaults', { ...OCCURRENCE, ...metric('ReplicaEndpointDns', 'TopicFaults', 'Maximum', 300, [reconciler]), EvaluationPeriods: 2 }],
  ['ContestedNames', { ...OCCURRENCE, ...metric('ReplicaEndpointDns', 'ContestedNames', 'Maximum', 300, [reconciler]), EvaluationPeriods: 1 }],
  ['NoPassSucceeded', { ...SILENCE, ...metric('ReplicaEndpointDns', 'PassesSucceeded', 'Sum', 300, [reconciler]) }],
  ['NotLookedAfter', { ...SILENCE, ...metric('ReplicaEndpointDns', 'ClaimPasses', 'Sum', 300, [{ Name: 'Claim', Value: 'read.orders' }, reconciler]) }],
])('%s is an alarm', (name, expected) => {
  const { AlarmDescription, ...properties } = alarm(stack, name).properties;
  expect(properties).toEqual(expected);
  expect(AlarmDescription).toBeDefined();
});

test('there are no others', () => {
  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', NAMES.length);
  expect([...names.reconciler.alarms, names.alarm].map(({ node }) => node.id)).toEqual(NAMES);
});

const LOGS = `aws logs tail ${'x'.repeat(100)} --since 1h`;
const PLAN = `aws lambda invoke --function-name ${'x'.repeat(100)} --cli-binary-format raw-in-base64-out --payload '{"action":"plan"}' /dev/stdout`;

test.each([
  ['DeadLetters', [`${LOGS} --filter-pattern failed`, `aws sqs purge-queue --queue-url ${'x'.repeat(100)}`]],
  ['PassesFailed', [`${LOGS} --filter-pattern failed`]],
  ['TopicFaults', [
    `${LOGS} --filter-pattern topic`,
    'aws elasticache modify-replication-group --replication-group-id GROUP --notification-topic-arn TOPIC --notification-topic-status active --apply-immediately',
  ]],
  ['ContestedNames', [`${LOGS} --filter-pattern contested`]],
  ['NoPassSucceeded', [LOGS, `aws lambda get-function --function-name ${'x'.repeat(100)}`]],
  ['NotLookedAfter', [PLAN, LOGS]],
])('%s tells in a thousand characters what it means, and the commands to run', (name, commands) => {
  const text = described(alarm(stack, name).properties.AlarmDescription);
  expect(text.length).toBeLessThan(1024);
  expect(text.match(/aws (logs|lambda|sqs|elasticache) [^\n]*/g)).toEqual(commands);
  expect(text).not.toContain('undefined');
});

test('what is not looked after is told by name, with each reason that there can be, and where it is seen', () => {
  expect(described(alarm(stack, 'NotLookedAfter').properties.AlarmDescription)).toBe(
    "In three sweeps no pass left the names of 'read.orders' right.\n"
    + `Why: ${PLAN}\n`
    + 'Not in the answer: the claim is gone; deploy with another ttl, which writes it again.\n'
    + 'Under notServed: it is addressed to another reconciler, retained, or no claim that can be read; the reason says which.\n'
    + `Under claims, as failed or in doubt: ${LOGS}`);
});

test('names are looked after once they are claimed', () => {
  expect(alarm(stack, 'NotLookedAfter').dependsOn).toEqual([onlyResource(stack, 'Custom::ReplicaEndpointDns').logicalId]);
});

test('passes are missed once the sweep is there', () => {
  expect(alarm(stack, 'NoPassSucceeded').dependsOn).toContain(onlyResource(stack, 'AWS::Scheduler::Schedule').logicalId);
});

test('silence and repeated failure are measured in sweeps', () => {
  const hourly = given({ sweepInterval: Duration.hours(1) });
  const everyMinute = given({ sweepInterval: Duration.minutes(1) });
  const periods = (each: Stack) => NAMES.map((name) => alarm(each, name).properties.Period);
  expect(periods(hourly)).toEqual([60, 3600, 3600, 3600, 3600, 3600]);
  expect(periods(everyMinute)).toEqual([60, 300, 300, 300, 60, 60]);
});

describe('an action that the names are given', () => {
  const action = (arn: string): IAlarmAction => ({ bind: () => ({ alarmActionArn: arn }) });

  test('is that of their alarm, and of those of the reconciler that is made for them', () => {
    const scope = givenStack();
    givenNames(scope, { alarmAction: action('arn:pager') });
    for (const name of NAMES) expect(alarm(scope, name).properties.AlarmActions).toEqual(['arn:pager']);
  });

  test('of one reconciler that is made for several names is set off once, whoever gives it, beside those that others give', () => {
    const scope = givenStack();
    const hostedZone = givenZone(scope);
    const [pager, chat] = ['arn:pager', 'arn:chat'].map(action);
    for (const [cnamePrefix, alarmAction] of Object.entries({ one: pager, two: pager, three: chat, four: undefined })) {
      givenNames(scope, { hostedZone, cnamePrefix, alarmAction, replicationGroup: givenGroup(scope, undefined, `${cnamePrefix}Group`) }, cnamePrefix);
    }
    for (const name of NAMES.slice(0, -1)) expect(alarm(scope, name).properties.AlarmActions).toEqual(['arn:pager', 'arn:chat']);
    expect(['one', 'three'].map((id) => alarm(scope, `${id}NotLookedAfter`).properties.AlarmActions)).toEqual([['arn:pager'], ['arn:chat']]);
    expect(alarm(scope, 'fourNotLookedAfter').properties.AlarmActions).toBeUndefined();
  });

  test('takes the place of that of a reconciler that is passed, for their own alarm alone', () => {
    const scope = givenStack();
    const hostedZone = givenZone(scope);
    const writer = new ZoneReconciler(scope, 'Writer', { hostedZone, alarmAction: action('arn:platform') });
    givenNames(scope, { hostedZone, reconciler: writer, alarmAction: action('arn:pager') });
    expect(NAMES.map((name) => alarm(scope, name).properties.AlarmActions)).toEqual([...Array(5).fill(['arn:platform']), ['arn:pager']]);
  });
});

describe('alarms that tell nobody are warned of', () => {
  const NOBODY = (alarms: string) => `nobody is told by the alarms of ${alarms}: pass an alarmAction, such as new SnsAction(topic), to the `
    + 'ZoneReconciler that you make, or to the names for which one is made; or acknowledge this if you watch them in another way [ack: cdk-replica-endpoint-dns:noAlarmAction]';

  test('once for a reconciler and all of its names', () => {
    const scope = givenStack();
    const hostedZone = givenZone(scope);
    for (const cnamePrefix of ['one', 'two']) givenNames(scope, { hostedZone, cnamePrefix, replicationGroup: givenGroup(scope, undefined, `${cnamePrefix}Group`) }, cnamePrefix);
    expect(allWarnings(scope)).toEqual([NOBODY('Orders/ZoneReconciler-Z1')]);
  });

  test('for the names of an imported reconciler, whose own alarms are elsewhere', () => {
    const scope = givenStack();
    givenNames(scope, imported(scope));
    expect(allWarnings(scope)).toEqual([NOBODY('Orders/Readers')]);
  });

  test('for names whose reconciler alone has an action', () => {
    const scope = givenStack();
    for (const each of givenNames(scope).reconciler.alarms) each.addAlarmAction({ bind: () => ({ alarmActionArn: 'arn:pager' }) });
    expect(allWarnings(scope)).toEqual([NOBODY('Orders/Readers')]);
  });

  test('not when all of them have actions, given to us, added by hand, or by an aspect', () => {
    const [passed, added, aspect] = [givenStack(), givenStack(), givenStack()];
    givenNames(passed, { alarmAction: { bind: () => ({ alarmActionArn: 'arn:pager' }) } });
    const readers = givenNames(added);
    for (const each of [readers.alarm, ...readers.reconciler.alarms]) each.addAlarmAction({ bind: () => ({ alarmActionArn: 'arn:pager' }) });
    givenNames(aspect);
    Aspects.of(aspect).add({
      visit: (node) => {
        if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::CloudWatch::Alarm') node.addPropertyOverride('AlarmActions', ['arn:pager']);
      },
    });
    expect([passed, added, aspect].map(allWarnings)).toEqual([[], [], []]);
  });

  test('not when that was acknowledged', () => {
    const scope = givenStack();
    Annotations.of(scope).acknowledgeWarning('cdk-replica-endpoint-dns:noAlarmAction');
    givenNames(scope);
    expect(allWarnings(scope)).toEqual([]);
  });
});

test('the alarm of names of an imported reconciler sets off the action that it is imported with', () => {
  const scope = givenStack();
  givenNames(scope, imported(scope, { bind: () => ({ alarmActionArn: 'arn:pager' }) }));
  expect(alarm(scope, 'NotLookedAfter').properties.AlarmActions).toEqual(['arn:pager']);
  expect(allWarnings(scope)).toEqual([]);
});

test('all alarms set off the action', () => {
  const alarmAction: IAlarmAction = { bind: () => ({ alarmActionArn: 'arn:aws:sns:eu-west-1:111111111111:pager' }) };
  const paged = given({ alarmAction });
  for (const name of NAMES) expect(alarm(paged, name).properties.AlarmActions).toEqual(['arn:aws:sns:eu-west-1:111111111111:pager']);
});

/** The text, with a long name for each reference in it. */
function described(description: { 'Fn::Join': [string, (string | object)[]] }): string {
  return description['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'x'.repeat(100))).join('');
}

function imported(scope: Stack, alarmAction?: IAlarmAction) {
  const hostedZone = givenZone(scope);
  const elsewhere = ZoneReconciler.fromZoneReconcilerAttributes(scope, 'Imported', {
    hostedZone,
    alarmAction,
    queueArn: 'arn:aws:sqs:eu-west-1:111111111111:wake-ups',
    reconcilerFunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:reconciler',
    claimsFunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:claims',
    logGroupName: 'reconcilers',
  });
  return { hostedZone, reconciler: elsewhere };
}

function alarm(scope: Stack, name: string) {
  return onlyResource(scope, 'AWS::CloudWatch::Alarm', name);
}

function metric(Namespace: string, MetricName: string, Statistic: string, Period: number, Dimensions: object[]) {
  return { Namespace, MetricName, Statistic, Period, Dimensions };
}

function given(props: Partial<ZoneReconcilerProps>) {
  const scope = givenStack();
  const hostedZone = givenZone(scope);
  givenNames(scope, { hostedZone, reconciler: new ZoneReconciler(scope, 'Writer', { hostedZone, ...props }) });
  return scope;
}
