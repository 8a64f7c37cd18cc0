import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { missed } from './continuity';
import { Story } from './story';
import { Parts, ZONE } from './synthesize';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('A record of somebody else in the way of a name', () => {
  test('stops the deployment with a message that names it and says what to do, and nothing is written', async () => {
    story.zone.put({ name: `readonly2.${ZONE}`, type: 'A', ttl: 60, values: ['10.0.0.9'] });
    await expect(story.deployGroup({ replicas: 2 })).rejects.toThrow(
      `the name readonly2.${ZONE} is taken, got: A 10.0.0.9 ttl 60: delete that record, choose another cnamePrefix, or, `
      + 'if it is a simple CNAME to a node of the replication group, set adoptExisting',
    );
    expect(story.records()).toEqual([`readonly2.${ZONE} A 10.0.0.9`]);
    expect(story.claims()).toEqual([]);
  });

  test('stops the deployment even if it leads where the name would', async () => {
    await story.deploy(({ replicationGroup }) => { replicationGroup('testdns', 2); });
    const { address } = story.group().node('testdns-002');
    story.zone.put({ name: `readonly1.${ZONE}`, type: 'CNAME', ttl: 10, values: [address!] });
    await expect(story.deployGroup({ replicas: 2 })).rejects.toThrow(`the name readonly1.${ZONE} is taken, got: CNAME ${address} ttl 10: delete that record`);
    expect(story.records()).toEqual([`readonly1.${ZONE} CNAME ${address}`]);
  });
});

describe('The names that the blog\'s function left behind, stale ones among them, of a group that no stack made', () => {
  beforeEach(async () => {
    const { nodes } = await story.aws.elasticache.createReplicationGroup({ id: 'testdns', replicas: 2 });
    const found = [
      nodes[2].address!, // right
      nodes[0].address!, // on the primary since a failover that the function did not hear of
      'TestDNS-007.abcdef.0001.use1.cache.amazonaws.com.', // of a replica that was removed: the function deletes no name
    ];
    found.forEach((target, index) => story.zone.put({ name: `readonly${index + 1}.${ZONE}`, type: 'CNAME', ttl: 15, values: [target] }));
  });

  test('are adopted with adoptExisting: right ones stay, the others are put right, and none that is to stay is missing meanwhile', async () => {
    await story.deploy(adopting);
    await story.wait(900);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-002' });
    expect(story.moves()).toContain('readonly2: testdns-001 -> testdns-002, because testdns-001 became primary');
    expect(missed(story.zone, [`readonly1.${ZONE}`, `readonly2.${ZONE}`], 3)).toEqual([]);
  });

  test('are put back byte for byte when the deployment fails later', async () => {
    const before = story.zone.records();
    await expect(story.deploy((parts) => { adopting(parts); parts.failing(); })).rejects.toThrow('Failing');
    expect(story.comments().filter((comment) => comment.includes('left the group'))).toHaveLength(1);
    expect(story.zone.records()).toEqual(before);
  });
});

function adopting({ stack, names }: Parts) {
  names({ replicationGroup: CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'testdns'), adoptExisting: true });
}
