import { evaluatePolicy, PolicyRequest, PolicyStatement } from './policy';

const NAMES = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
const TYPES = 'route53:ChangeResourceRecordSetsRecordTypes';
const ZONE = 'arn:aws:route53:::hostedzone/Z1';

describe('actions and resources', () => {
  test('an action is matched whatever its case, a resource is not', () => {
    expect(verdict({ Action: 'ROUTE53:changeResource*', Resource: ZONE })).toBe('allow');
    expect(verdict({ Action: 'route53:*', Resource: 'arn:aws:route53:::hostedzone/z1' })).toBe('none');
  });

  test('a question mark is one character, a full stop is only itself', () => {
    expect(verdict({ Resource: 'arn:aws:route53:::hostedzone/Z?' })).toBe('allow');
    expect(verdict({ Resource: 'arn:aws:route53:::hostedzone/Z??' })).toBe('none');
    expect(verdict({ Resource: 'arn.aws:route53:::hostedzone/Z1' })).toBe('none');
  });

  test('a denial outdoes a permission', () => {
    expect(verdict({}, { Effect: 'Deny', Action: 'route53:ChangeResourceRecordSets' })).toBe('deny');
  });
});

describe('conditions', () => {
  test('two statements never add up', () => {
    const one = { Condition: { 'ForAllValues:StringEquals': { [NAMES]: 'read1.a.internal' } } };
    const other = { Condition: { 'ForAllValues:StringEquals': { [NAMES]: 'read1.b.internal' } } };
    const request = { context: { [NAMES]: ['read1.a.internal', 'read1.b.internal'] } };
    expect(evaluate([one, other], request)).toBe('none');
    expect(evaluate([{ Condition: { 'ForAllValues:StringEquals': { [NAMES]: ['read1.a.internal', 'read1.b.internal'] } } }], request)).toBe('allow');
  });

  test('all lines of a statement must hold', () => {
    const Condition = { 'ForAllValues:StringLike': { [NAMES]: 'read?.internal' }, 'ForAllValues:StringEquals': { [TYPES]: ['CNAME', 'TXT'] } };
    expect(evaluate([{ Condition }], { context: { [NAMES]: ['read1.internal'], [TYPES]: ['CNAME'] } })).toBe('allow');
    expect(evaluate([{ Condition }], { context: { [NAMES]: ['read1.internal'], [TYPES]: ['CNAME', 'A'] } })).toBe('none');
    expect(evaluate([{ Condition }], { context: { [NAMES]: ['read10.internal'], [TYPES]: ['CNAME'] } })).toBe('none');
  });

  test('ForAllValues holds for a request without the key, unless Null says otherwise', () => {
    const Condition = { 'ForAllValues:StringEquals': { [NAMES]: 'read1.internal' } };
    expect(evaluate([{ Condition }], {})).toBe('allow');
    expect(evaluate([{ Condition: { ...Condition, Null: { [NAMES]: 'false' } } }], {})).toBe('none');
  });

  test('ForAnyValue holds for a request of which one value matches, and for none without the key', () => {
    const Condition = { 'ForAnyValue:StringLike': { [NAMES]: ['_*', '*._domainkey.*'] } };
    expect(evaluate([{ Condition }], { context: { [NAMES]: ['read1.internal', 's1._domainkey.internal'] } })).toBe('allow');
    expect(evaluate([{ Condition }], { context: { [NAMES]: ['read1.internal'] } })).toBe('none');
    expect(evaluate([{ Condition }], {})).toBe('none');
  });

  test('names of keys are the same in any case', () => {
    expect(evaluate([{ Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } } }], { context: { 'aws:SourceOwner': ['111122223333'] } })).toBe('allow');
  });

  test('a key that the request lacks satisfies no other operator', () => {
    expect(evaluate([{ Condition: { StringEquals: { 'aws:SourceOwner': '111122223333' } } }], { context: { 'aws:SourceAccount': ['111122223333'] } })).toBe('none');
  });

  test('a denial of plain HTTP leaves requests over TLS alone', () => {
    const denial: Partial<PolicyStatement> = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(evaluate([{}, denial], { context: { 'aws:SecureTransport': ['true'] } })).toBe('allow');
    expect(evaluate([{}, denial], { context: { 'aws:SecureTransport': ['false'] } })).toBe('deny');
  });

  test('a wildcard in an ARN does not run over a colon', () => {
    const like = (pattern: string) => evaluate([{ Condition: { ArnLike: { 'aws:SourceArn': pattern } } }], { context: { 'aws:SourceArn': ['arn:aws:sns:us-east-1:111122223333:events'] } });
    expect(like('arn:aws:sns:*:111122223333:*')).toBe('allow');
    expect(like('arn:aws:sns:*')).toBe('none');
  });
});

describe('principals', () => {
  test('anybody, written in either way, includes a service', () => {
    const principal = { Service: 'elasticache.amazonaws.com' };
    expect(evaluate([{ Principal: '*' }], { principal })).toBe('allow');
    expect(evaluate([{ Principal: { AWS: '*' } }], { principal })).toBe('allow');
    expect(evaluate([{ Principal: { Service: 'sns.amazonaws.com' } }], { principal })).toBe('none');
  });

  test('an account stands for its roles', () => {
    const principal = { AWS: 'arn:aws:iam::111122223333:role/reader' };
    expect(evaluate([{ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }], { principal })).toBe('allow');
    expect(evaluate([{ Principal: { AWS: '444455556666' } }], { principal })).toBe('none');
  });
});

describe('what is not modelled is an error by name', () => {
  test.each<[string, Partial<PolicyStatement>]>([
    ['the condition operator StringNotEquals', { Condition: { StringNotEquals: { [NAMES]: 'x' } } }],
    ['the condition operator ForAnyValue:StringNotLike', { Condition: { 'ForAnyValue:StringNotLike': { [NAMES]: 'x' } } }],
    ['the condition operator StringEqualsIfExists', { Condition: { StringEqualsIfExists: { [NAMES]: 'x' } } }],
    ['the condition key aws:SourceIp', { Condition: { StringEquals: { 'aws:SourceIp': 'x' } } }],
    ['the policy variable in ${aws:username}', { Condition: { StringEquals: { [NAMES]: '${aws:username}' } } }],
    ['the policy element NotAction', { NotAction: 'x' } as Partial<PolicyStatement>],
    ['the policy element NotResource', { NotResource: 'x' } as Partial<PolicyStatement>],
    ['the principal type Federated', { Principal: { Federated: 'x' } }],
    [`StringEquals on ${NAMES}, which has several values here: use ForAllValues`, { Condition: { StringEquals: { [NAMES]: 'x' } } }],
  ])('%s', (what, statement) => {
    const request = { context: { [NAMES]: ['x', 'y'] }, ...statement.Principal && { principal: { Service: 'sns.amazonaws.com' } } };
    expect(() => evaluate([statement], request)).toThrow(`the simulator does not model ${what}: add it`);
  });

  test('also in a statement that fails for another reason', () => {
    expect(() => evaluate([{ Action: 'sns:Publish', Condition: { StringNotLike: { [NAMES]: 'x' } } }], {})).toThrow('the condition operator StringNotLike');
  });
});

function verdict(...statements: readonly Partial<PolicyStatement>[]) {
  return evaluate(statements, {});
}

function evaluate(statements: readonly Partial<PolicyStatement>[], request: Partial<PolicyRequest>) {
  const whole = statements.map((statement): PolicyStatement => ({ Effect: 'Allow', Action: 'route53:*', Resource: '*', ...statement }));
  return evaluatePolicy({ Statement: whole }, { action: 'route53:ChangeResourceRecordSets', resource: ZONE, context: {}, ...request });
}
