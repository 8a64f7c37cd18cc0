import { Story } from './story';
import { Parts, synthesize } from './synthesize';

// as Route 53 usually is: busy with a change for a moment, and known everywhere within a minute.
const ROUTE53 = { processingMs: 200, propagationSeconds: 40 };

let story: Story;

beforeEach(async () => {
  story = await Story.begin({ route53: ROUTE53 });
});

afterEach(async () => {
  await story.end();
});

describe('Promise 13: It deploys: 100 groups in one stack stay within the quotas; beyond a quota the synth says which and what to do', () => {
  test('a hundred groups deploy, though Route 53 throttles so many claims at once, and their names follow a herd of failures', async () => {
    await story.deploy(groups(100, (number) => `read.g${number}`));
    expect(await story.names('read.g100')).toEqual({ 'read1.g100': 'group-100-002' });
    for (let number = 1; number <= 100; number += 1) {
      await story.group(`group-${number}`).crash(`group-${number}-002`);
      story.group(`group-${number}`).notice(`group-${number}-002`);
    }
    await story.wait(60);
    expect(story.records()).toEqual(story.records().map((record) => record.replace(/group-(\d+)-\d+/, 'group-$1-001')));
  }, 300_000);

  test('more names than the role has room for are refused by synth', () => {
    const define = groups(250, (number) => `a-rather-long-prefix-with-the-number.of-group-${number}`);
    expect(() => synthesize(story.zone.id, define)).toThrow(
      /a reconciler can change no more names than its policy can hold in 10240 characters, got: about 19378 for 250 prefixes; make a second ZoneReconciler/,
    );
  });
});

function groups(count: number, prefix: (number: number) => string) {
  return ({ replicationGroup, names }: Parts) => {
    for (let number = 1; number <= count; number += 1) {
      replicationGroup(`group-${number}`, 1);
      names({ cnamePrefix: prefix(number), endpointCount: 1 }, `Names${number}`);
    }
  };
}
