import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Story } from './story';
import { ZONE } from './synthesize';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

test('fifty names of 65 characters are deployed: no answer to CloudFormation grows with them', async () => {
  const prefix = `${'n'.repeat(65 - `50.${ZONE}`.length)}`;
  await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names({ cnamePrefix: prefix, endpointCount: 50 }); });
  expect(story.records()).toHaveLength(50);
  expect(story.records()[10].split(' ')[0]).toHaveLength(65);
  await story.destroy();
  expect([story.records(), story.claims()]).toEqual([[], []]);
});

// https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecord.html: a value has 4,000 characters at most.
test('a claim that would have to remember more than Route 53 takes is refused in words, and what was found stays', async () => {
  const id = `testdns-${'d'.repeat(32)}`;
  const { nodes } = await story.aws.elasticache.createReplicationGroup({ id, replicas: 2 });
  for (let number = 1; number <= 50; number += 1) story.zone.put({ name: `readonly${number}.${ZONE}`, type: 'CNAME', ttl: 300, values: [nodes[1].address!] });
  const found = story.records();
  await expect(story.deploy(({ stack, names }) => {
    names({ replicationGroup: CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', id), endpointCount: 50, adoptExisting: true });
  })).rejects.toThrow(/the claim readonly\._replica-endpoint-dns\.\S+ would have \d+ characters where Route 53 takes 4000/);
  expect([story.records(), story.claims()]).toEqual([found, []]);
});
