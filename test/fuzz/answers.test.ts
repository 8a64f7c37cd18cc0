import fc from 'fast-check';
import { expectReadable, FuzzedStory } from './fuzzed-story';
import { garblings } from './garbled-answers';

let fuzzed: FuzzedStory;

beforeEach(async () => { fuzzed = await FuzzedStory.begin(); });
afterEach(async () => fuzzed.story.end());

test.each(['elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'elasticache:DescribeEvents', 'route53:ListResourceRecordSets'])(
  'whatever comes in place of the answer to %s: nothing else is written, no name is removed, one readable error, and it passes', async (action) => {
    await fc.assert(fc.asyncProperty(garblings(), async (garbling) => {
      fuzzed.story.aws.faults.on(action, { kind: 'garbled', ...garbling });
      const logged = fuzzed.story.log().length;
      const { error } = await fuzzed.pass();
      fuzzed.story.aws.faults.clear();
      // what only one group is concerned by is told of that group, and fails nothing else.
      const told = error?.errorMessage ?? fuzzed.story.log().slice(logged).find((line) => line.includes('could not be read'));

      fuzzed.expectUnharmed();
      if (garbling.status !== 200) expect(told).toBeDefined();
      if (told !== undefined) expectReadable(told);
      await fuzzed.expectRight();
    }), { numRuns: 25, endOnFailure: true, seed: 20_261_126 });
  }, 120_000,
);
