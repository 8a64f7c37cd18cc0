import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { countOf, givenGroup, givenNames, givenStack, givenZone, onlyResource, refusal, refusalsAtSynth } from './given';
import { ZoneReconciler, ZoneReconcilerProps } from '../src';

describe('a reconciler', () => {
  const stack = givenStack();
  const reconciler = givenNames(stack).reconciler as ZoneReconciler;
  const queueArn = stack.resolve(reconciler.queue.queueArn);
  const [reconciling, claiming] = ['Z1Reconciler', 'Z1Claims'].map((word) => onlyResource(stack, 'AWS::Lambda::Function', word).properties);

  test('is two functions of one asset', () => {
    const common = {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      Code: reconciling.Code,
      LoggingConfig: { LogGroup: stack.resolve(reconciler.logGroup.logGroupName), LogFormat: 'Text' },
      Environment: {
        Variables: {
          HOSTED_ZONE_ID: 'Z1',
          ZONE_NAME: 'example.internal',
          RECONCILER: stack.resolve(reconciler.queue.queueArn),
        },
      },
    };
    expect(reconciling).toMatchObject({ ...common, Handler: 'index.reconcile', Timeout: 30 });
    expect(claiming).toMatchObject({ ...common, Handler: 'index.claims', Timeout: 290 });
    expect([reconciling.VpcConfig, claiming.VpcConfig]).toEqual([undefined, undefined]);
  });

  test('takes wake-ups from a queue, ten at a time, two batches at once, and puts back those that failed', () => {
    expect(onlyResource(stack, 'AWS::Lambda::EventSourceMapping').properties).toEqual({
      EventSourceArn: queueArn,
      FunctionName: stack.resolve(reconciler.reconcilerFunction.functionName),
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test('has encrypted queues', () => {
    expect(onlyResource(stack, 'AWS::SQS::Queue', 'Z1Queue').properties).toEqual({
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 30,
      RedrivePolicy: { maxReceiveCount: 15, deadLetterTargetArn: stack.resolve(reconciler.deadLetterQueue.queueArn) },
    });
    expect(onlyResource(stack, 'AWS::SQS::Queue', 'DeadLetter').properties).toEqual({
      SqsManagedSseEnabled: true, MessageRetentionPeriod: 4 * 24 * 3600, RedriveAllowPolicy: { redrivePermission: 'allowAll' },
    });
  });

  test('has queues that nobody can use over plain HTTP', () => {
    const refused = ['Z1QueuePolicy', 'Z1DeadLetterQueuePolicy'].map((word) => onlyResource(stack, 'AWS::SQS::QueuePolicy', word).properties);
    for (const { PolicyDocument, Queues } of refused) {
      expect(Queues).toHaveLength(1);
      expect(PolicyDocument.Statement).toContainEqual(expect.objectContaining({
        Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }));
    }
  });

  test('is woken every five minutes', () => {
    expect(onlyResource(stack, 'AWS::Scheduler::Schedule').properties).toEqual({
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: queueArn,
        Input: '{"action":"sweep"}',
        RoleArn: { 'Fn::GetAtt': [onlyResource(stack, 'AWS::IAM::Role', 'Sweep').logicalId, 'Arn'] },
      },
    });
  });

  test('logs for three months, to a log group that goes with it', () => {
    const { properties, attributes } = onlyResource(stack, 'AWS::Logs::LogGroup');
    expect(properties).toEqual({ RetentionInDays: 90 });
    expect(attributes.DeletionPolicy).toBe('Delete');
  });

  test('is not asked for names before its functions may do their work', () => {
    const foundations = ['ReconcilerPolicy', 'ClaimsPolicy'].map((word) => onlyResource(stack, 'AWS::IAM::Policy', word).logicalId);
    const mapping = onlyResource(stack, 'AWS::Lambda::EventSourceMapping').logicalId;
    expect(onlyResource(stack, 'Custom::ReplicaEndpointDns').dependsOn).toEqual(expect.arrayContaining([...foundations, mapping]));
  });

  test('has a metric for each thing that it counts', () => {
    const metrics = [
      reconciler.metricPassesSucceeded(), reconciler.metricPassesFailed(), reconciler.metricTopicFaults(), reconciler.metricContestedNames(),
    ];
    expect(metrics.map(({ namespace, metricName, statistic }) => [namespace, metricName, statistic])).toEqual(
      ['PassesSucceeded', 'PassesFailed', 'TopicFaults', 'ContestedNames'].map((name) => ['ReplicaEndpointDns', name, 'Sum']));
    expect(reconciler.metricPassesFailed({ period: Duration.hours(1), label: 'mine' })).toMatchObject({ period: Duration.hours(1), label: 'mine' });
  });
});

describe('an option of the reconciler', () => {
  test('role: the reconciling function has it, with the permissions added', () => {
    const stack = givenStack();
    given(stack, { role: Role.fromRoleName(stack, 'Role', 'reconciler') });
    expect(onlyResource(stack, 'AWS::IAM::Policy', 'ReconcilerPolicy').properties.Roles).toEqual(['reconciler']);
    expect(countOf(stack, 'AWS::IAM::Role')).toBe(2);
  });

  test('vpc: the reconciling function is in it, the claiming function is not', () => {
    const stack = givenStack();
    given(stack, { vpc: new Vpc(stack, 'Vpc') });
    const inVpc = ['WriterReconciler', 'WriterClaims'].map((word) => 'VpcConfig' in onlyResource(stack, 'AWS::Lambda::Function', word).properties);
    expect(inVpc).toEqual([true, false]);
  });

  test('vpcSubnets and securityGroups: of the reconciling function, and with claimsFunctionInVpc of the claiming function too', () => {
    for (const claimsFunctionInVpc of [false, true]) {
      const stack = givenStack();
      const types = [SubnetType.PRIVATE_ISOLATED, SubnetType.PUBLIC, SubnetType.PRIVATE_WITH_EGRESS];
      const subnetConfiguration = types.map((subnetType) => ({ subnetType, name: subnetType }));
      const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, subnetConfiguration });
      const securityGroups = [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1', { mutable: false })];
      given(stack, { vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED }, securityGroups, claimsFunctionInVpc });
      const place = { SecurityGroupIds: ['sg-1'], SubnetIds: stack.resolve(vpc.isolatedSubnets.map(({ subnetId }) => subnetId)) };
      const places = ['WriterReconciler', 'WriterClaims'].map((word) => onlyResource(stack, 'AWS::Lambda::Function', word).properties.VpcConfig);
      expect(places).toEqual([place, claimsFunctionInVpc ? place : undefined]);
    }
  });

  test('claimsFunctionInVpc: is refused without a vpc', () => {
    expect(refusal(() => given(givenStack(), { claimsFunctionInVpc: true }))).toBe(
      'claimsFunctionInVpc must come with a vpc, got: none; pass the vpc that both functions are to be in');
  });

  test('memorySize: of the reconciling function', () => {
    const stack = givenStack();
    given(stack, { memorySize: 1024 });
    expect(onlyResource(stack, 'AWS::Lambda::Function', 'WriterReconciler').properties.MemorySize).toBe(1024);
    expect(onlyResource(stack, 'AWS::Lambda::Function', 'WriterClaims').properties.MemorySize).toBe(512);
  });

  test('logGroup: both functions log there', () => {
    const stack = givenStack();
    given(stack, { logGroup: LogGroup.fromLogGroupName(stack, 'Logs', 'everything') });
    expect(countOf(stack, 'AWS::Logs::LogGroup')).toBe(0);
    for (const word of ['WriterReconciler', 'WriterClaims']) {
      expect(onlyResource(stack, 'AWS::Lambda::Function', word).properties.LoggingConfig).toEqual({ LogGroup: 'everything', LogFormat: 'Text' });
    }
  });

  test('removalPolicy: of the log group', () => {
    const stack = givenStack();
    given(stack, { removalPolicy: RemovalPolicy.RETAIN });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').attributes.DeletionPolicy).toBe('Retain');
  });

  test.each([[Duration.minutes(1), 'rate(1 minute)'], [Duration.seconds(120), 'rate(2 minutes)'], [Duration.hours(1), 'rate(60 minutes)']])(
    'sweepInterval: %s', (sweepInterval, expression) => {
      const stack = givenStack();
      given(stack, { sweepInterval });
      expect(onlyResource(stack, 'AWS::Scheduler::Schedule').properties.ScheduleExpression).toBe(expression);
    },
  );

  test.each([[Duration.seconds(30), '0.5'], [Duration.seconds(90), '1.5'], [Duration.minutes(61), '61']])(
    'sweepInterval: %s is refused', (sweepInterval, minutes) => {
      expect(refusal(() => given(givenStack(), { sweepInterval }))).toBe(
        `sweepInterval must be a whole number of minutes from 1 to 60, got: ${minutes}`);
    },
  );
});

describe('the names that a reconciler can hold', () => {
  test('are refused when its policy would be larger than IAM takes', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    const replicationGroup = givenGroup(stack);
    const label = 'a'.repeat(61);
    for (let index = 10; index < 60; index += 1) {
      givenNames(stack, { hostedZone, replicationGroup, cnamePrefix: `read.${index}${label}.${label}.${label}` }, `Names${index}`);
    }
    expect(refusalsAtSynth(stack)).toEqual([
      'a reconciler can change no more names than its policy can hold in 10240 characters, got: about 11845 for 50 prefixes; '
      + 'make a second ZoneReconciler and pass it as reconciler to some of the constructs, or use shorter prefixes',
    ]);
  });

  test('of a hundred groups fit into one stack with the groups, within the quotas of CloudFormation, SQS and IAM', () => {
    const stack = givenStack();
    const hostedZone = givenZone(stack, 'cache.production.example.internal');
    for (let index = 0; index < 100; index += 1) {
      const replicationGroup = givenGroup(stack, { numCacheClusters: 6 }, `Group${index}`);
      givenNames(stack, { hostedZone, replicationGroup, cnamePrefix: `read.orders-${index}` }, `Readers${index}`);
    }
    const policy = onlyResource(stack, 'AWS::IAM::Policy', 'ReconcilerPolicy').properties.PolicyDocument;
    expect(JSON.stringify(policy).length).toBeLessThan(10_240);
    expect(onlyResource(stack, 'AWS::SQS::QueuePolicy', 'Z1QueuePolicy').properties.PolicyDocument.Statement).toHaveLength(2);
    expect(onlyResource(stack, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toHaveLength(2);
    expect(countOf(stack, 'AWS::SNS::Subscription')).toBe(1);
    expect(countOf(stack, 'Custom::ReplicaEndpointDns')).toBe(100);
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).toHaveLength(324);
  });
});

function given(stack: Stack, props: Partial<ZoneReconcilerProps>) {
  return new ZoneReconciler(stack, 'Writer', { hostedZone: givenZone(stack), ...props });
}
