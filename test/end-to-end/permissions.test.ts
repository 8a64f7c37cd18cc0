import { removals } from './removals';
import { Story } from './story';
import { ACCOUNT, synthesize, Synthesized, ZONE } from './synthesize';
import { evaluatePolicy, PolicyStatement } from '../simulator/iam/policy';
import { refusalOf } from '../simulator/iam/refusal';

// what Route 53 calls the first zone of a story.
const ZONE_ID = 'Z00000000000000000001';
const QUEUE_KEYS = { 'aws:SecureTransport': ['true'], 'aws:SourceAccount': [ACCOUNT] };

const synthesized = synthesize(ZONE_ID, ({ replicationGroup, names }) => {
  replicationGroup('testdns', 1);
  names();
});

let story: Story;

beforeEach(async () => {
  story = await Story.begin({ route53: { propagationSeconds: 20 } });
});

afterEach(async () => {
  await story.end();
});

describe('Of the permissions in the template', () => {
  test('all together let the story of a deployment, a notification, a sweep and a destruction come to its end', async () => {
    await useEverything(synthesized);
  });

  test.each(removals(synthesized.template))('none is there in vain: $what', async ({ template }) => {
    await expect(useEverything({ ...synthesized, template })).rejects.toThrow(/^(?!.*does not model)/s);
  });
});

/** Uses every permission, and tries what must not be allowed. */
async function useEverything(app: Synthesized) {
  const begun = story.clock.now();
  await story.deployTemplate(app);
  expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002' });
  // a claim that can't see its change spread would wait for two minutes.
  expect(story.clock.now() - begun).toBeLessThan(100_000);
  tryWhatIsForbidden();
  await story.group().crash('testdns-002');
  story.group().notice('testdns-002');
  await story.wait(60);
  expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001' });
  await story.wait(260);
  const { sent, depth } = story.aws.sqs.queue(queueArn('Queue'));
  expect(sent.map(({ body }) => body)).toContain('{"action":"sweep"}');
  expect(depth).toBe(0);
  expect(story.log()).toEqual([
    'readonly1: none -> testdns-002, because the name is new',
    'readonly1: testdns-002 -> testdns-001, because testdns-002 is recovering',
  ]);
  await story.destroy();
  expect([story.records(), story.claims()]).toEqual([[], []]);
}

function tryWhatIsForbidden() {
  const names = [`readonly1.${ZONE}`];
  for (const role of ['ReconcilerRole', 'ClaimsRole']) {
    expect(mayChange(role, { Actions: ['CREATE'], RecordTypes: ['CNAME'], NormalizedRecordNames: names })).toBe(true);
    expect(mayChange(role, { Actions: ['UPSERT'], RecordTypes: ['CNAME'], NormalizedRecordNames: names })).toBe(false);
    expect(mayChange(role, { Actions: ['CREATE'], RecordTypes: ['A'], NormalizedRecordNames: names })).toBe(false);
    // a request of which Route 53 would not tell what it is about.
    expect(mayChange(role, { RecordTypes: ['CNAME'], NormalizedRecordNames: names })).toBe(false);
    expect(mayChange(role, { Actions: ['CREATE'], NormalizedRecordNames: names })).toBe(false);
  }
  for (let number = 1; number <= 50; number += 1) expect(mayName('ReconcilerRole', `readonly${number}`)).toBe(true);
  for (const name of ['www', 'readonlyx', 'other1']) expect(mayName('ReconcilerRole', name)).toBe(false);
  // what an earlier template claimed, with a prefix of one label and of two.
  for (const digit of '0123456789') for (const name of [`old1${digit}`, `old1${digit}.orders`]) expect(mayName('ClaimsRole', name)).toBe(true);
  // what proves who somebody is, beside what is ours in one batch and alone.
  for (const name of ['www', '_acme-challenge', '_acme-challenge.www1', '_x1', 's1._domainkey', '_dmarc', '\\052', '\\052.x1']) {
    expect(mayName('ClaimsRole', name)).toBe(false);
    expect(mayName('ClaimsRole', 'readonly1', name)).toBe(false);
  }
  for (const role of ['ReconcilerRole', 'ClaimsRole']) {
    expect(mayChange(role, { Actions: ['DELETE'], RecordTypes: ['TXT'], NormalizedRecordNames: [ZONE] })).toBe(false);
    expect(mayChange(role, { Actions: ['CREATE'], RecordTypes: ['CNAME'] })).toBe(false);
  }

  for (const part of ['Queue', 'DeadLetterQueue']) {
    expect(send(part, { ...QUEUE_KEYS, 'aws:SecureTransport': ['false'] })).toBe('deny');
    expect(send(part, QUEUE_KEYS)).not.toBe('deny');
  }
  expect(send('Queue', { ...QUEUE_KEYS, 'aws:SourceAccount': ['999999999999'] })).toBe('none');

  const { topicArn } = story.group();
  expect(publish(topicArn!, { 'aws:SourceOwner': ['999999999999'], 'aws:SecureTransport': ['true'] })).toBe('none');
  expect(publish(topicArn!, { 'aws:SourceOwner': [ACCOUNT], 'aws:SecureTransport': ['false'] })).toBe('deny');

  expect(sweepFrom(ACCOUNT)).toBe('allow');
  expect(sweepFrom('999999999999')).toBe('none');
}

function mayName(role: string, ...names: string[]): boolean {
  return mayChange(role, { Actions: ['CREATE'], RecordTypes: ['CNAME'], NormalizedRecordNames: names.map((name) => `${name}.${ZONE}`) });
}

function mayChange(role: string, keys: Record<string, string[]>): boolean {
  const { physicalId } = story.aws.cloudformation.stack('Shop').find('AWS::IAM::Role', role);
  const context = Object.fromEntries(Object.entries(keys).map(([key, values]) => [`route53:ChangeResourceRecordSets${key}`, values]));
  return refusalOf(() => story.aws.iam.authorize(
    `arn:aws:iam::${ACCOUNT}:role/${physicalId}`, 'route53:ChangeResourceRecordSets', `arn:aws:route53:::hostedzone/${ZONE_ID}`, context,
  )) === undefined;
}

function send(part: string, context: Record<string, string[]>) {
  const { policy, arn } = story.aws.sqs.queue(queueArn(part));
  return evaluatePolicy(policy!, { principal: { Service: 'sns.amazonaws.com' }, action: 'sqs:SendMessage', resource: arn, context });
}

function publish(topicArn: string, context: Record<string, string[]>) {
  return evaluatePolicy(story.aws.sns.topic(topicArn).policy, { principal: { Service: 'any' }, action: 'sns:Publish', resource: topicArn, context });
}

/** Whether the scheduler of an account may have the sweep's role. A trust policy names no resource: it is the role's. */
function sweepFrom(account: string) {
  const { properties } = story.aws.cloudformation.stack('Shop').find('AWS::IAM::Role', 'SweepRole');
  const { Statement: [statement] } = properties.AssumeRolePolicyDocument as { Statement: PolicyStatement[] };
  return evaluatePolicy({ Statement: { ...statement, Resource: '*' } }, {
    principal: { Service: 'scheduler.amazonaws.com' }, action: 'sts:AssumeRole', resource: 'the role', context: { 'aws:SourceAccount': [account] },
  });
}

function queueArn(part: string): string {
  const queues = [...story.aws.cloudformation.stack('Shop').resources.values()].filter(({ type }) => type === 'AWS::SQS::Queue');
  const { attributes } = queues.find(({ logicalId }) => new RegExp(`^ZoneReconciler${ZONE_ID}${part}[0-9A-F]{8}$`).test(logicalId))!;
  return attributes.Arn as string;
}
