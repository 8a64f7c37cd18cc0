import { Story } from './story';
import { synthesize } from './synthesize';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Promise 13: It deploys: 100 groups in one stack stay within the quotas; beyond a quota the synth says which and what to do', () => {
  test('more names than the role has room for are refused by synth', () => {
    expect(() => synthesize(story.zone.id, ({ replicationGroup, names }) => {
      for (let number = 1; number <= 250; number += 1) {
        replicationGroup(`group-${number}`, 1);
        names({ cnamePrefix: `a-rather-long-prefix-with-the-number.of-group-${number}` }, `Names${number}`);
      }
    })).toThrow(/a reconciler can change no more names than its policy can hold in 10240 characters, got: about 19378 for 250 patterns; make a second ZoneReconciler/);
  });
});
