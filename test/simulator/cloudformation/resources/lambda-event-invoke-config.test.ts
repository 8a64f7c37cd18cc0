import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '../../clock/virtual-clock';
import { SimulatedAws } from '../../simulated-aws';

let clock: VirtualClock;
let aws: SimulatedAws;
let assets: string;

beforeEach(async () => {
  clock = new VirtualClock();
  aws = await SimulatedAws.start({ clock });
  assets = mkdtempSync(join(tmpdir(), 'assets-'));
  mkdirSync(join(assets, 'asset.fails'));
  writeFileSync(join(assets, 'asset.fails', 'index.js'), 'exports.handler = async () => { throw new Error("no"); };');
});

afterEach(async () => {
  await aws.close();
  rmSync(assets, { recursive: true });
});

test('a stack says how often and how long an asynchronous event of its function is tried', async () => {
  await deploy({ MaximumRetryAttempts: '1', MaximumEventAgeInSeconds: '300' });
  await clock.during(aws.lambda.invokeAsync('failing', {}));
  expect(aws.lambda.invocations).toHaveLength(2);

  await deploy({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 120 });
  await clock.during(aws.lambda.invokeAsync('failing', {}));
  expect(aws.lambda.asynchronous.discarded.map(({ reason }) => reason)).toEqual(['RetriesExhausted', 'EventAgeExceeded']);
});

test.each([
  ['an age of less than a minute', { MaximumEventAgeInSeconds: 59 }, 'Member must be between 60 and 21600'],
  ['a third retry', { MaximumRetryAttempts: 3 }, 'Member must be between 0 and 2'],
  ['no qualifier', { Qualifier: undefined }, 'required key [Qualifier] not found'],
  ['an alias', { Qualifier: 'live' }, 'does not model the function version or alias live'],
  ['a destination', { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:111122223333:q' } } }, 'does not model the property AWS::Lambda::EventInvokeConfig.DestinationConfig'],
])('%s is refused', async (_, properties, message) => {
  await expect(deploy(properties)).rejects.toThrow(message);
});

async function deploy(properties: Record<string, unknown>) {
  const principal = { Service: 'lambda.amazonaws.com' };
  const template = {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] } } },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'failing', Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { S3Bucket: 'b', S3Key: 'fails.zip' },
        },
      },
      Config: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'Function' }, Qualifier: '$LATEST', ...properties } },
    },
  };
  await clock.during(aws.cloudformation.deploy('stack', template, { assets }));
}
