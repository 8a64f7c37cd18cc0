import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Story } from '../end-to-end/story';
import { environmentVariables } from '../simulator/lambda/environment-variables';

const NEWEST = join(__dirname, '..', '..', 'node_modules', '.cache', 'newest', 'node_modules');
const BUNDLE = join(__dirname, '..', '..', 'assets', 'reconciler', 'index.js');

/** What Lambda's runtime does, as far as the bundle can tell. */
const INVOKE = `
  const [bundle, event] = process.argv.slice(1);
  require(bundle).reconcile(JSON.parse(event), { getRemainingTimeInMillis: () => 30_000 })
    .then((answer) => console.log(JSON.stringify({ node: process.versions.node, answer })));
`;

let story: Story;

beforeEach(async () => {
  // the bundle is run by a clock that is real.
  story = await Story.begin({ start: new Date() });
});

afterEach(async () => {
  await story.end();
});

describe.each(['22', '24'])('on Node.js %s', (major) => {
  test('the bundle loads and makes a pass: a name leaves the promoted node', async () => {
    const wakeUp = await deployedAndFailedOver();
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
    const { node, answer } = await invoke(major, wakeUp);
    expect(node.split('.')[0]).toBe(major);
    expect(answer).toEqual({ batchItemFailures: expect.anything() });
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
  });
});

/** The wake-up of a sweep, after which nobody saw a failover. */
async function deployedAndFailedOver() {
  await story.deployGroup({ replicas: 2 });
  await story.wait(301);
  const { name, event } = story.aws.lambda.invocations.at(-1)!;
  story.aws.sns.delivery.drop(1000);
  await story.failover('testdns-002');
  return { name, event };
}

async function invoke(major: string, { name, event }: { readonly name: string; readonly event: unknown }) {
  const { iam, lambda, api } = story.aws;
  const definition = lambda.definition(name);
  const credentials = iam.credentialsFor(definition.roleArn);
  const env = environmentVariables(definition, { region: 'us-east-1', credentials, logStream: 'none', endpoint: api.url });
  const { stdout } = await promisify(execFile)(join(NEWEST, `node-${major}`, 'bin', 'node'), ['-e', INVOKE, BUNDLE, JSON.stringify(event)], { env });
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}
