import { Story } from './story';
import { ZONE } from './synthesize';

const READS = ['elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'elasticache:DescribeEvents', 'route53:ListResourceRecordSets'];

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
  await story.deployGroup({ replicas: 2 });
  await story.wait(60);
});

afterEach(async () => {
  await story.end();
});

describe('A pass that would outlast its function', () => {
  test('ends in time, and says how far it came: each call takes 4.5 s, and the last one is never answered', async () => {
    for (const call of READS) story.aws.faults.on(call, { kind: 'delay', ms: 4_500 });
    story.aws.faults.on('route53:ChangeResourceRecordSets', { kind: 'hang' });
    await story.failover('testdns-002');
    await story.wait(100);

    expect(lambdaStopped()).toEqual([]);
    expect(story.log()).toContainEqual(expect.stringMatching(/^readonly: failed, because TimeoutError: ChangeResourceRecordSets failed: /));
  });

  test('ends in time, and says what it had no time for: thirty slow pages of what stands where claims stand', async () => {
    records(9_000, (index) => `x${index}._replica-endpoint-dns`);
    story.aws.faults.on('route53:ListResourceRecordSets', { kind: 'delay', ms: 4_500 });
    await story.wait(900);

    expect(lambdaStopped()).toEqual([]);
    expect(story.log()).toContain('the pass failed: OutOfTime: ListResourceRecordSets failed: no time is left for it: the function would be stopped before the answer');
    expect(story.alarms()).toContain('PassesFailed');
  }, 90_000);
});

function lambdaStopped(): string[] {
  const { physicalId } = story.aws.cloudformation.stack('Shop').find('AWS::Logs::LogGroup');
  return story.aws.logs.lines(physicalId).filter((line) => line.includes('timed out'));
}

function records(count: number, label: (index: number) => string): void {
  const changes = Array.from({ length: count }, (_, index) => ({
    action: 'CREATE' as const, record: { name: `${label(index)}.${ZONE}.`, type: 'TXT', ttl: 60, values: ['"x"'] },
  }));
  for (let first = 0; first < count; first += 900) story.zone.apply({ changes: changes.slice(first, first + 900) }, 'somebody else');
}
