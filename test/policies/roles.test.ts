import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { ZoneReconciler } from '../../src';
import { countOf, givenNames, givenStack, givenZone, onlyResource, warnings } from '../given';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const ROLE = 'arn:aws:iam::111111111111:role/reconciler';

describe('a role of the user', () => {
  test('of the app, or imported, is given what the function needs', () => {
    for (const role of [
      (stack: Stack) => new Role(stack, 'Role', { roleName: 'reconciler', assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      (stack: Stack) => Role.fromRoleArn(stack, 'Role', ROLE),
    ]) {
      const stack = given(role);
      const { Roles } = onlyResource(stack, 'AWS::IAM::Policy', 'ReconcilerPolicy').properties;
      expect(JSON.stringify(Roles)).toMatch(/reconciler|Role/);
      expect(warnings(stack)).toEqual([]);
    }
  });

  test.each([
    ['imported as not mutable', (stack: Stack) => Role.fromRoleArn(stack, 'Role', ROLE, { mutable: false })],
    ['of another account', (stack: Stack) => Role.fromRoleArn(stack, 'Role', ROLE.replace('111111111111', '222222222222'))],
  ])('that is %s is left as it is, and the warning tells what it must be allowed', (_, role) => {
    const stack = given(role);
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Policy')).filter((id) => id.includes('ReconcilerPolicy'))).toEqual([]);
    const [warning, ...more] = warnings(stack);
    expect(more).toEqual([]);
    expect(warning).toMatch(/^the role Orders\/Role.* can't be changed from here: give it these permissions before the function is deployed, and whenever/);
    const { Statement } = JSON.parse(/\{.*\}/.exec(warning)![0]);
    expect(Statement.flatMap(({ Action }: { Action: string | string[] }) => Action)).toEqual([
      'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes',
      'elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'elasticache:DescribeEvents',
      'route53:ListResourceRecordSets', 'route53:ChangeResourceRecordSets',
      'logs:CreateLogStream', 'logs:PutLogEvents',
    ]);
    expect(warning).toContain('read1.example.internal');
  });
});

test('where roles are made by others, the report of CDK lists three roles with all they need, and none is made', () => {
  const stack = givenStack('Orders', { env: ENV });
  Role.customizeRoles(stack, {
    usePrecreatedRoles: {
      'Orders/ZoneReconciler-Z1/ReconcilerRole': 'reconciler',
      'Orders/ZoneReconciler-Z1/ClaimsRole': 'claims',
      'Orders/ZoneReconciler-Z1/Sweep/Role': 'sweep',
    },
  });
  givenNames(stack);
  expect(countOf(stack, 'AWS::IAM::Role') + countOf(stack, 'AWS::IAM::Policy')).toBe(0);
  const { directory } = (stack.node.root as App).synth();
  const report = readFileSync(join(directory, 'iam-policy-report.txt'), 'utf8');
  for (const action of ['sqs:ReceiveMessage', 'route53:ChangeResourceRecordSets', 'route53:GetChange', 'sqs:SendMessage']) expect(report).toContain(action);
});

function given(role: (stack: Stack) => IRole): Stack {
  const stack = givenStack('Orders', { env: ENV });
  const hostedZone = givenZone(stack);
  givenNames(stack, { hostedZone, reconciler: new ZoneReconciler(stack, 'Writer', { hostedZone, role: role(stack) }) });
  return stack;
}
