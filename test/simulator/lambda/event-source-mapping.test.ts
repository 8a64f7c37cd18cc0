import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventSourceMappings } from './event-source-mapping';
import { VirtualClock } from '../clock/virtual-clock';
import { SimulatedAws } from '../simulated-aws';

const ROLE = 'arn:aws:iam::111122223333:role/function';

let clock: VirtualClock;
let aws: SimulatedAws;
let directory: string;

beforeEach(async () => {
  clock = new VirtualClock();
  aws = await SimulatedAws.start({ clock });
  directory = mkdtempSync(join(tmpdir(), 'function-'));
  writeFileSync(join(directory, 'index.js'), 'exports.handler = async () => { throw new Error("not yet"); };');
  aws.iam.putRole({ roleArn: ROLE, assumableBy: 'lambda.amazonaws.com' });
  aws.iam.putInlinePolicy(ROLE, 'all', { Statement: [{ Effect: 'Allow', Action: ['sqs:*', 'logs:*'], Resource: '*' }] });
  aws.sqs.createQueue({ name: 'dead', visibilityTimeoutSeconds: 30, retentionSeconds: 1_209_600 });
  const deadLetterQueueArn = aws.sqs.queue('dead').arn;
  aws.sqs.createQueue({ name: 'queue', visibilityTimeoutSeconds: 30, retentionSeconds: 3_600, deadLetterQueueArn, maxReceiveCount: 3 });
  aws.lambda.createFunction({ name: 'function', roleArn: ROLE, directory, handler: 'index.handler', environment: {}, timeoutSeconds: 30, memoryMb: 128 });
  new EventSourceMappings(clock, aws.iam, aws.sqs, aws.lambda, 'us-east-1')
    .create({ functionName: 'function', queueArn: aws.sqs.queue('queue').arn, batchSize: 10, reportBatchItemFailures: true });
});

afterEach(async () => {
  await aws.close();
  rmSync(directory, { recursive: true });
});

test('a message that fails comes back when its visibility timeout is over, counted, and is buried after the last receive that is allowed', async () => {
  const start = clock.now();
  aws.sqs.send('queue', 'x', { roleArn: ROLE });
  await clock.advance(200_000);
  expect(records().map(({ attributes }) => attributes.ApproximateReceiveCount)).toEqual(['1', '2', '3']);
  expect(aws.lambda.invocations.map(({ at }) => at - start)).toEqual([0, 30_000, 60_000]);
  expect([aws.sqs.queue('queue').depth, aws.sqs.queue('dead').bodies]).toEqual([0, ['x']]);
});

test.each([-20_000, 0, 20_000])('the timestamps of a message are by the clock of SQS, which may be %i ms ahead', async (ahead) => {
  aws.sqs.clockAheadMs = ahead;
  const sent = clock.now();
  aws.sqs.send('queue', 'x', { roleArn: ROLE });
  await clock.advance(40_000);
  for (const { attributes } of records()) {
    expect(attributes).toMatchObject({ SentTimestamp: String(sent + ahead), ApproximateFirstReceiveTimestamp: String(sent + ahead) });
  }
  expect(records()).toHaveLength(2);
});

function records() {
  return aws.lambda.invocations.flatMap(({ event }) => (event as { Records: { attributes: Record<string, string> }[] }).Records);
}
