import { Template } from 'aws-cdk-lib/assertions';
import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { ZoneReconciler, ZoneReconcilerProps } from '../../src';
import { givenNames, givenStack, givenZone, onlyResource } from '../given';

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

test.each(NAMES)('%s tells in a thousand characters what it means, and the commands to run', (name) => {
  const text = described(alarm(stack, name).properties.AlarmDescription);
  expect(text.length).toBeLessThan(1024);
  expect(text).toMatch(/(aws (logs tail|lambda|sqs|elasticache) [^\n]*)/);
  expect(text).not.toContain('undefined');
});

test('what is not looked after is told by name', () => {
  expect(described(alarm(stack, 'NotLookedAfter').properties.AlarmDescription)).toBe(
    "In three sweeps no pass left the names of 'read.orders' right: their claim vanished from the zone, or their passes fail, or are in doubt.\n"
    + `Is the claim there: aws lambda invoke --function-name ${LONG} --cli-binary-format raw-in-base64-out --payload '{"action":"plan"}' /dev/stdout\n`
    + `If not, deploy the stack with another ttl, which writes it anew. If it is: aws logs tail ${LONG} --since 1h`);
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

test('all alarms set off the action', () => {
  const alarmAction: IAlarmAction = { bind: () => ({ alarmActionArn: 'arn:aws:sns:eu-west-1:111111111111:pager' }) };
  const paged = given({ alarmAction });
  for (const name of NAMES) expect(alarm(paged, name).properties.AlarmActions).toEqual(['arn:aws:sns:eu-west-1:111111111111:pager']);
});

const LONG = 'x'.repeat(100);

/** The text, with a long name for each reference in it. */
function described(description: { 'Fn::Join': [string, (string | object)[]] }): string {
  return description['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : LONG)).join('');
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
