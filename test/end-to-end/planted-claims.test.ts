import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import { Story } from './story';
import { ACCOUNT, REGION, ZONE } from './synthesize';
import { ReplicaEndpointDns, ZoneReconciler } from '../../src';

let story: Story;
let outdir: string;
let claim: string;

// a shared reconciler: its role may change any CNAME of the zone.
beforeEach(async () => {
  story = await Story.begin();
  outdir = mkdtempSync(join(tmpdir(), 'planted-'));
  const app = new App({ outdir, analyticsReporting: false });
  const synthesizer = () => new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  const stackOf = (id: string) => new Stack(app, id, { env: { account: ACCOUNT, region: REGION }, synthesizer: synthesizer() });
  const zoneOf = (stack: Stack) => HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: story.zone.id, zoneName: ZONE });
  const platform = stackOf('Platform');
  const reconciler = new ZoneReconciler(platform, 'Reconciler', { hostedZone: zoneOf(platform), shared: true });
  const shop = stackOf('Shop');
  const replicationGroup = new CfnReplicationGroup(shop, 'Group', {
    replicationGroupId: 'shop', replicationGroupDescription: 'a group', engine: 'valkey', cacheNodeType: 'cache.t4g.small', numCacheClusters: 3, automaticFailoverEnabled: true,
  });
  new ReplicaEndpointDns(shop, 'Readers', { replicationGroup, hostedZone: zoneOf(shop), cnamePrefix: 'read', reconciler });
  const assembly = app.synth();
  for (const id of ['Platform', 'Shop']) await story.deployTemplate({ template: assembly.getStackByName(id).template as never, assets: outdir }, id);
  claim = story.claims()[0].slice(1, -1);
});

afterEach(async () => {
  await story.end();
  rmSync(outdir, { recursive: true });
});

describe('A claim that somebody planted, with all that a claim of this library has,', () => {
  test.each([
    ['records that were never written for it', 'www', 4, 'web.example.com'],
    ['the record that mail is signed by', 's._domainkey', 1, 's1.mailer.example.com'],
  ])('for %s: nothing is moved, made or deleted', async (_, prefix, count, target) => {
    const [first, ...rest] = prefix.split('.');
    for (let number = 1; number <= count; number += 1) {
      story.zone.put({ name: [`${first}${number}`, ...rest, ZONE].join('.'), type: 'CNAME', ttl: 300, values: [target] });
    }
    const before = story.records();
    const written = createHash('sha256').update(`${target} 300`).digest('hex').slice(0, 8);
    for (const node of ['elsewhere', '-002']) {
      plant(prefix, claim.replace(/ m=\S+/, ` m=${Array.from({ length: count }, () => `${node}:${written}`).join(',')}`));
      await story.wait(700);
      expect(story.records()).toEqual(before);
    }
  });
});

describe('A claim that somebody changed', () => {
  test.each([
    ['another ttl than can be', / t=\d+/, ' t=0', 'its ttl is 0'],
    ['more names than can be', / w=/, ' n=99 w=', 'its endpointCount is 99'],
    ['a record that was found under a number that is none', / s=/, ' a=411/evil.example.com/60 s=', 'it found a record under the name 411'],
    ['a time that is to come', / s=/, ' q=1@99999999999 s=', 'a time in it lies in the future, got: 99999999999'],
  ])('to %s is refused, and told', async (_, word, instead, reason) => {
    plant('read', claim.replace(word, instead));
    const before = story.records();
    await story.failover('shop-002', 'shop');
    await story.wait(900);
    expect(story.records()).toEqual(before);
    expect(story.log('Platform')).toContain(`read: failed, because its record is no claim that this library writes: ${reason}`);
    expect(story.alarms()).toEqual(expect.arrayContaining(['PassesFailed']));
    expect(story.alarms()).not.toContain('DeadLetters');
  });
});

function plant(prefix: string, text: string): void {
  const name = `${prefix}._replica-endpoint-dns.${ZONE}.`;
  if (story.zone.find(name, 'TXT')) story.zone.remove(name, 'TXT');
  story.zone.put({ name, type: 'TXT', ttl: 60, values: [(text.match(/.{1,255}/g) ?? []).map((part) => `"${part}"`).join(' ')] });
}
