import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { missed } from './continuity';
import { Story } from './story';
import { Parts, ZONE } from './synthesize';

const NAMES = [`readonly1.${ZONE}`, `readonly2.${ZONE}`];

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Names that another stack has', () => {
  test('are refused with a message that names the stack and says what to do, and go on as before', async () => {
    await story.deployGroup({ replicas: 2 });
    const [claim] = story.claims();
    const owner = / o=([^/]+\/[^/]+)\//.exec(claim)![1];
    const deploying = story.deploy(({ replicationGroup, names }) => { replicationGroup('orders', 2); names(); }, 'Other');
    await expect(deploying).rejects.toThrow(`the names of 'readonly' are claimed by another stack, got: ${owner}: choose another cnamePrefix, `
      + `or remove the construct there; if that stack is gone, delete the TXT record readonly._replica-endpoint-dns.${ZONE}`);
    expect(owner).toMatch(/^Shop\//);
    expect(story.claims()).toEqual([claim]);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  });
});

describe('Names that a destroyed stack retained', () => {
  beforeEach(async () => {
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names({ removalPolicy: RemovalPolicy.RETAIN }); });
    await story.destroy();
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  });

  test('are not taken by another stack unless it says so', async () => {
    const deploying = story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names(); }, 'Other');
    await expect(deploying).rejects.toThrow("the names of 'readonly' were retained by a stack that is gone: set adoptExisting to take them over");
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  });

  test('are adopted by another stack with adoptExisting, without a gap, and follow then', async () => {
    const retained = story.zone.history.length;
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 2); names({ adoptExisting: true }); }, 'Other');
    await story.failover('testdns-002');
    await story.wait(5);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    expect(missed(story.zone, NAMES, retained)).toEqual([]);
  });

  test('are as they were retained when the stack that adopted them is deleted, or its deployment fails', async () => {
    const retained = [story.records(), story.claims().map(holderOf)];
    const adopting = ({ replicationGroup, names }: Parts) => { replicationGroup('testdns', 2); names({ adoptExisting: true }); };
    await expect(story.deploy((parts) => { adopting(parts); parts.failing(); }, 'Other')).rejects.toThrow('Failing');
    expect([story.records(), story.claims().map(holderOf)]).toEqual(retained);
    await story.deploy(adopting, 'Other');
    await story.failover('testdns-002');
    await story.wait(5);
    await story.destroy('Other');
    expect([story.records(), story.claims().map(holderOf)]).toEqual(retained);
  });
});

function holderOf(claim: string): string | undefined {
  return / o=(\S+)/.exec(claim)?.[1];
}

describe('A zone in the same stack', () => {
  test('is left empty before it is deleted', async () => {
    await story.deploy(({ stack, replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names({ hostedZone: new PublicHostedZone(stack, 'OwnZone', { zoneName: 'own.example.com' }) });
    });
    const own = story.aws.route53.zones().find(({ name }) => name === 'own.example.com.')!;
    expect(own.records().map(({ name, type }) => `${type} ${name}`)).toContain('CNAME readonly1.own.example.com.');
    await story.destroy();
    expect(story.aws.route53.zones()).toEqual([story.zone]);
  });
});
