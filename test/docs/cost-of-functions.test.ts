import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Story } from '../end-to-end/story';

// list prices of us-east-1: https://aws.amazon.com/lambda/pricing/ (arm64) and https://aws.amazon.com/cloudwatch/pricing/ (logs that are ingested).
const GB_SECOND = 0.0000133334;
const REQUEST = 0.20 / 1_000_000;
const GB_OF_LOGS = 0.50;
const SWEEPS = 12 * 24 * 30;

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
const rows = [...README.matchAll(/^\| (\d+) \|(?: \$[\d.]+ \|){3} \$([\d.]+) \| \*\*/gm)].map((row) => row.slice(1).map(Number));

let story: Story;
let bytes: (groups: number) => number;

beforeAll(async () => {
  story = await Story.begin();
  const [one, three] = [await bytesOfSweep('One', 1), await bytesOfSweep('Three', 3)];
  const each = (three - one) / 2;
  bytes = (groups) => one + (groups - 1) * each;
});

afterAll(async () => {
  await story.end();
});

/** What a sweep logs, Lambda's own lines among it, with so many groups. */
async function bytesOfSweep(stackName: string, groups: number): Promise<number> {
  await story.deploy(({ replicationGroup, names }) => {
    for (let number = 1; number <= groups; number += 1) {
      const group = replicationGroup(`${stackName.toLowerCase()}-${number}`, 2);
      names({ replicationGroup: group, cnamePrefix: `read.${stackName}-${number}` }, `Names${number}`);
    }
  }, stackName);
  await story.wait(900);
  const { physicalId } = story.aws.cloudformation.stack(stackName).find('AWS::Logs::LogGroup');
  const before = story.aws.logs.lines(physicalId).length;
  await story.wait(300);
  return story.aws.logs.lines(physicalId).slice(before).reduce((sum, line) => sum + Buffer.byteLength(line), 0);
}

test.each(rows)('for %d groups functions and logs cost about $%d a month, by what a sweep logs and how long the README says it takes', (groups, told) => {
  expect(README).toMatch(/takes half a\s+second to two seconds at 512 MiB/);
  const seconds = 0.5 + 1.5 * (groups - 1) / 99;
  const cost = SWEEPS * (seconds * 0.5 * GB_SECOND + REQUEST + bytes(groups) / 1e9 * GB_OF_LOGS);
  expect(Math.abs(cost - told)).toBeLessThan(0.25 * told);
});

test('the table has three rows', () => expect(rows).toHaveLength(3));
