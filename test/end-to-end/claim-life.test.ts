import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnOutput, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { missed } from './continuity';
import { Story } from './story';
import { Parts, ZONE } from './synthesize';
import { ReplicaEndpointDns, ZoneReconciler } from '../../src';

const NAMES = [`readonly1.${ZONE}`, `readonly2.${ZONE}`];

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

const renamed = ({ replicationGroup, names }: Parts) => { replicationGroup('testdns', 2); names({}, 'RenamedReaders'); };
const moved = ({ stack, hostedZone, replicationGroup }: Parts) => {
  const group = replicationGroup('testdns', 2);
  new ReplicaEndpointDns(new Construct(stack, 'Data'), 'Readers', { replicationGroup: group, hostedZone, cnamePrefix: 'ReadOnly' });
};
const withOwnReconciler = ({ stack, hostedZone, replicationGroup, names }: Parts) => {
  replicationGroup('testdns', 2);
  names({ reconciler: new ZoneReconciler(stack, 'Mine', { hostedZone, sweepInterval: Duration.minutes(1) }) });
};
const withFewerNames = ({ replicationGroup, names }: Parts) => { replicationGroup('testdns', 2); names({ endpointCount: 1 }); };
const withOtherTtl = ({ replicationGroup, names }: Parts) => { replicationGroup('testdns', 2); names({ ttl: Duration.seconds(20) }); };
const withOtherPrefix = ({ replicationGroup, names }: Parts) => { replicationGroup('testdns', 2); names({ cnamePrefix: 'read' }); };

const CHANGES: [string, (parts: Parts) => void][] = [
  ['renames the construct', renamed], ['moves the construct to another scope', moved], ['gives the construct a ZoneReconciler of its own', withOwnReconciler],
  ['lowers endpointCount', withFewerNames], ['changes the ttl', withOtherTtl], ['changes cnamePrefix', withOtherPrefix],
];

describe('A deployment that fails later and is rolled back', () => {
  describe.each(['update', 'nothing'] as const)('(a replaced custom resource hears in the rollback: %s)', (heard) => {
    test.each(CHANGES)('leaves the names as they were and following when it %s, and DNS never missed one', async (_, define) => {
      story.aws.cloudformation.replacementRollback = heard;
      await story.deployGroup({ replicas: 2 });
      await story.wait(600);
      const deployed = story.zone.history.length;
      await expect(story.deploy((parts) => { define(parts); parts.failing(); })).rejects.toThrow('Failing');
      await story.wait(120);
      expect(story.claims()).toHaveLength(1);
      expect(story.claims()[0]).not.toContain(' h=');
      expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
      await story.failover('testdns-002');
      await story.wait(5);
      expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
      expect(missed(story.zone, NAMES, deployed)).toEqual([]);
      await story.destroy();
      expect([story.records(), story.claims()]).toEqual([[], []]);
    });
  });

  test('leaves nothing where nothing was, with RETAIN too, and can be made good by another deployment', async () => {
    const define = ({ replicationGroup, names }: Parts) => { replicationGroup('testdns', 2); names({ removalPolicy: RemovalPolicy.RETAIN }); };
    await expect(story.deploy((parts) => { define(parts); parts.failing(); })).rejects.toThrow('Failing');
    expect([story.records(), story.claims()]).toEqual([[], []]);
    await story.deploy(define);
    await story.destroy();
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  });
});

describe('A deployment that succeeds', () => {
  test.each(CHANGES.filter(([what]) => !what.includes('cnamePrefix')))('and %s leaves one holder, and names that follow without a gap', async (_, define) => {
    await story.deployGroup({ replicas: 2 });
    const deployed = story.zone.history.length;
    await story.deploy(define);
    await story.wait(400);
    expect(story.claims()).toHaveLength(1);
    expect(story.claims()[0]).not.toContain(' h=');
    await story.failover('testdns-002');
    await story.wait(5);
    expect((await story.names()).ReadOnly1).toBe('testdns-003');
    expect(missed(story.zone, [NAMES[0]], deployed)).toEqual([]);
    await story.destroy();
    expect([story.records(), story.claims()]).toEqual([[], []]);
  });

  test('takes fewer names away only when all of it has succeeded', async () => {
    await story.deployGroup({ replicas: 2 });
    await story.deploy(withFewerNames);
    await story.wait(400);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002' });
  });
});

describe('A reconciler', () => {
  test('is the same one wherever its stack hangs in the construct tree', async () => {
    await story.deployGroup({ replicas: 2 });
    const [claim] = story.claims();
    const { template } = story.aws.cloudformation.stack('Shop');
    const environments = Object.values(template.Resources).flatMap(({ Properties }) => JSON.stringify(Properties?.Environment ?? []));
    expect(environments.join()).not.toMatch(/[0-9a-f]{42}/);
    expect(/ r=(\S+)/.exec(claim)![1]).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe('A name that another stack imports', () => {
  test('does not keep the claim from being replaced', async () => {
    const exporting = (define: (parts: Parts) => void) => (parts: Parts) => {
      define(parts);
      const readers = parts.stack.node.findAll().find((each) => each instanceof ReplicaEndpointDns) as ReplicaEndpointDns;
      new CfnOutput(parts.stack, 'First', { value: readers.endpointName(1), exportName: 'First' });
    };
    await story.deploy(exporting(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names(); }));
    await story.deploy(({ stack }) => { new Topic(stack, 'Imports', { displayName: Fn.importValue('First') }); }, 'App');
    await story.deploy(exporting(withOwnReconciler));
    expect(story.aws.cloudformation.stack('Shop').exports.First).toBe(`readonly1.${ZONE}`);
  });
});
