import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ZoneReconciler } from '../../src';
import { givenGroup, givenNames, givenStack, givenZone, onlyResource } from '../given';

const ZONE_ARN = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':route53:::hostedzone/Z1']] };
const DESCRIBE = ['elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'elasticache:DescribeEvents'];

const stack = givenStack();
const { reconciler } = givenNames(stack);
givenNames(stack, {
  hostedZone: reconciler.hostedZone, cnamePrefix: 'Ten.Carts', endpointCount: 10, replicationGroup: givenGroup(stack, undefined, 'Carts'),
}, 'Ten');
const queueArn = stack.resolve(reconciler.queue.queueArn);
const logGroupArn = stack.resolve(reconciler.logGroup.logGroupArn);

test('the reconciling function may change the claimed names and the claims, and no other record', () => {
  expect(statementsOf('ReconcilerPolicy')).toEqual([
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], queueArn),
    allow(DESCRIBE, '*'),
    allow('route53:ListResourceRecordSets', ZONE_ARN),
    {
      ...allow('route53:ChangeResourceRecordSets', ZONE_ARN),
      Condition: {
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsRecordTypes': ['CNAME', 'TXT'],
          'route53:ChangeResourceRecordSetsActions': ['CREATE', 'DELETE'],
        },
        'ForAllValues:StringLike': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
            ...['1', '1?', '2', '2?', '3', '3?', '4', '4?', '5', '5?', '6', '7', '8', '9'].map((number) => `read${number}.example.internal`),
            ...['1', '1?', '2', '2?', '3', '3?', '4', '4?', '5', '5?', '6', '7', '8', '9'].map((number) => `ten${number}.carts.example.internal`),
            '*._replica-endpoint-dns.example.internal',
          ],
        },
        'Null': {
          'route53:ChangeResourceRecordSetsRecordTypes': 'false',
          'route53:ChangeResourceRecordSetsActions': 'false',
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false',
        },
      },
    },
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroupArn),
  ]);
});

const SOME_NAME = [
  {
    ...allow('route53:ChangeResourceRecordSets', ZONE_ARN),
    Condition: {
      'ForAllValues:StringEquals': {
        'route53:ChangeResourceRecordSetsRecordTypes': ['CNAME', 'TXT'],
        'route53:ChangeResourceRecordSetsActions': ['CREATE', 'DELETE'],
      },
      'ForAllValues:StringLike': {
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
          ...[...'0123456789'].flatMap((digit) => [`*${digit}.example.internal`, `*${digit}.*.example.internal`]), '*._replica-endpoint-dns.example.internal',
        ],
      },
      'Null': {
        'route53:ChangeResourceRecordSetsRecordTypes': 'false',
        'route53:ChangeResourceRecordSetsActions': 'false',
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false',
      },
    },
  },
  {
    ...allow('route53:ChangeResourceRecordSets', ZONE_ARN),
    Effect: 'Deny',
    Condition: { 'ForAnyValue:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['_*', '*._domainkey.*', '\\052*'] } },
  },
];

test('the claiming function may change names of any prefix, since names to release are claimed no more, and nothing that proves who somebody is', () => {
  expect(statementsOf('ClaimsPolicy')).toEqual([
    allow(DESCRIBE, '*'),
    allow('route53:ListResourceRecordSets', ZONE_ARN),
    ...SOME_NAME,
    allow('route53:GetHostedZone', ZONE_ARN),
    allow('route53:GetChange', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':route53:::change/*']] }),
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroupArn),
  ]);
});

test('so may the reconciling function of a reconciler that is shared', () => {
  const platform = givenStack('Platform');
  new ZoneReconciler(platform, 'Shared', { hostedZone: givenZone(platform), shared: true });
  const { Statement } = onlyResource(platform, 'AWS::IAM::Policy', 'ReconcilerPolicy').properties.PolicyDocument;
  expect(Statement.filter(({ Action }: { Action: unknown }) => Action === 'route53:ChangeResourceRecordSets')).toEqual(SOME_NAME);
});

test('the sweep may send wake-ups', () => {
  expect(statementsOf('SweepPolicy')).toEqual([allow('sqs:SendMessage', queueArn)]);
});

test('no role has another policy', () => {
  for (const name of ['ReconcilerRole', 'ClaimsRole', 'SweepRole']) {
    expect(Object.keys(onlyResource(stack, 'AWS::IAM::Role', name).properties)).toEqual(['AssumeRolePolicyDocument']);
  }
});

test('the roles are for Lambda, and for schedules of this account', () => {
  expect(['ReconcilerRole', 'ClaimsRole', 'SweepRole'].map(assumedBy)).toEqual([
    [{ ...allow('sts:AssumeRole'), Principal: { Service: 'lambda.amazonaws.com' } }],
    [{ ...allow('sts:AssumeRole'), Principal: { Service: 'lambda.amazonaws.com' } }],
    [{
      ...allow('sts:AssumeRole'),
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }],
  ]);
});

test('in a VPC, the reconciling function may keep its network interfaces', () => {
  const other = givenStack();
  new ZoneReconciler(other, 'Reconciler', { hostedZone: givenZone(other), vpc: new Vpc(other, 'Vpc') });
  expect(onlyResource(other, 'AWS::IAM::Policy', 'ReconcilerPolicy').properties.PolicyDocument.Statement).toContainEqual(allow([
    'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
  ], '*'));
});

function statementsOf(policy: string) {
  return onlyResource(stack, 'AWS::IAM::Policy', policy).properties.PolicyDocument.Statement;
}

function assumedBy(role: string) {
  return onlyResource(stack, 'AWS::IAM::Role', role).properties.AssumeRolePolicyDocument.Statement;
}

function allow(Action: string | string[], Resource?: unknown) {
  return { Effect: 'Allow', Action, ...Resource ? { Resource } : {} };
}
