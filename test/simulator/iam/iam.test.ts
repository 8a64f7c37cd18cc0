import { Iam } from './iam';
import { VirtualClock } from '../clock/virtual-clock';

const ROLE = 'arn:aws:iam::111122223333:role/reader';
const ZONE = 'arn:aws:route53:::hostedzone/Z1';
const ALLOW = { Statement: { Effect: 'Allow' as const, Action: 'route53:GetHostedZone', Resource: '*' } };

let clock: VirtualClock;
let iam: Iam;

beforeEach(() => {
  clock = new VirtualClock();
  iam = new Iam(clock);
  iam.putRole({ roleArn: ROLE, assumableBy: 'lambda.amazonaws.com' });
});

test('what no policy allows is refused by AWS\'s words', () => {
  expect(() => authorize()).toThrow('User: arn:aws:sts::111122223333:assumed-role/reader/session is not authorized to perform: route53:GetHostedZone '
    + `on resource: ${ZONE} because no identity-based policy allows the route53:GetHostedZone action`);
  iam.putInlinePolicy(ROLE, 'denial', { Statement: { ...ALLOW.Statement, Effect: 'Deny' } });
  expect(() => authorize()).toThrow('with an explicit deny in an identity-based policy');
});

test('inline and attached policies allow alike', () => {
  iam.attachManagedPolicy(ROLE, 'arn:aws:iam::111122223333:policy/own', ALLOW);
  expect(() => authorize()).not.toThrow();
  iam.detachManagedPolicy(ROLE, 'arn:aws:iam::111122223333:policy/own');
  expect(() => authorize()).toThrow('not authorized');
  iam.putInlinePolicy(ROLE, 'own', ALLOW);
  expect(() => authorize()).not.toThrow();
  iam.deleteInlinePolicy(ROLE, 'own');
  expect(() => authorize()).toThrow('not authorized');
});

test('a policy given, changed or taken away counts only when it has propagated', async () => {
  iam.propagation.seconds = 10;
  iam.putInlinePolicy(ROLE, 'own', ALLOW);
  await clock.advance(9_999);
  expect(() => authorize()).toThrow('not authorized');
  await clock.advance(1);
  expect(() => authorize()).not.toThrow();
  iam.putInlinePolicy(ROLE, 'own', { Statement: { ...ALLOW.Statement, Action: 'route53:GetChange' } });
  await clock.advance(9_999);
  expect(() => authorize()).not.toThrow();
  await clock.advance(1);
  expect(() => authorize()).toThrow('not authorized');
});

test('AWS\'s own policies are known by their ARN, and no others', () => {
  iam.attachManagedPolicy(ROLE, 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole');
  expect(() => iam.authorize(ROLE, 'logs:PutLogEvents', 'arn:aws:logs:us-east-1:111122223333:log-group:x', {})).not.toThrow();
  expect(() => iam.attachManagedPolicy(ROLE, 'arn:aws:iam::aws:policy/AdministratorAccess'))
    .toThrow('the simulator does not model the managed policy arn:aws:iam::aws:policy/AdministratorAccess');
});

test('a role holds 10,240 characters of inline policies, all together', () => {
  iam.putInlinePolicy(ROLE, 'first', ofLength(5_120));
  iam.putInlinePolicy(ROLE, 'second', ofLength(5_120));
  expect(() => iam.putInlinePolicy(ROLE, 'third', ofLength(100))).toThrow('Maximum policy size of 10240 bytes exceeded for role reader');
  iam.putInlinePolicy(ROLE, 'second', ofLength(5_000));
  iam.putInlinePolicy(ROLE, 'third', ofLength(120));
});

test('a managed policy holds 6,144 characters', () => {
  iam.attachManagedPolicy(ROLE, 'arn:full', ofLength(6_144));
  expect(() => iam.attachManagedPolicy(ROLE, 'arn:over', ofLength(6_145))).toThrow('Cannot exceed quota for PolicySize: 6144');
});

test('ten managed policies are attached to a role at most', () => {
  for (let number = 1; number <= 10; number += 1) iam.attachManagedPolicy(ROLE, `arn:${number}`, ALLOW);
  expect(() => iam.attachManagedPolicy(ROLE, 'arn:11', ALLOW)).toThrow('Cannot exceed quota for PoliciesPerRole: 10');
  iam.detachManagedPolicy(ROLE, 'arn:1');
  iam.attachManagedPolicy(ROLE, 'arn:11', ALLOW);
});

test('credentials lead back to their role until it is gone', () => {
  const { accessKeyId } = iam.credentialsFor(ROLE);
  expect([iam.roleOf(accessKeyId), iam.roleOf('AKIAOTHER')]).toEqual([ROLE, undefined]);
  iam.deleteRole(ROLE);
  expect(iam.roleOf(accessKeyId)).toBeUndefined();
  expect(() => iam.credentialsFor(ROLE)).toThrow('The role with name reader cannot be found.');
});

test('a service gets credentials only of a role that trusts it', () => {
  expect(iam.credentialsFor(ROLE, 'lambda.amazonaws.com')).toBe(iam.credentialsFor(ROLE));
  expect(() => iam.credentialsFor(ROLE, 'scheduler.amazonaws.com')).toThrow('scheduler.amazonaws.com is not authorized to perform: sts:AssumeRole');
});

function authorize(): void {
  iam.authorize(ROLE, 'route53:GetHostedZone', ZONE, {});
}

function ofLength(length: number) {
  const document = { Statement: { Effect: 'Allow' as const, Action: 'route53:GetHostedZone', Resource: '' } };
  return { Statement: { ...document.Statement, Resource: 'x'.repeat(length - JSON.stringify(document).length) } };
}
