import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { App, CfnResource, DefaultStackSynthesizer, Duration, Stack } from 'aws-cdk-lib/core';
import { Cast } from './cast';
import { ReplicaEndpointDns, WhenNoReplica, ZoneReconciler } from '../../src';
import { Story } from '../end-to-end/story';
import { ACCOUNT, REGION, Synthesized, ZONE } from '../end-to-end/synthesize';

/** The stacks of a cast in the order in which they are deployed: a shared reconciler comes before those that use it. */
export function stacksOf({ writers, groups }: Cast): string[] {
  return [...new Set([...writers, ...groups].map(({ stackName }) => stackName))];
}

/** Deploys everything that the cast is made of. */
export async function deploy(story: Story, cast: Cast): Promise<void> {
  for (const { id, replicas } of cast.bystanders) await story.aws.elasticache.createReplicationGroup({ id, replicas });
  await using(cast, story.zone.id, async (synthesized) => {
    for (const stackName of stacksOf(cast)) await story.deployTemplate(synthesized(stackName), stackName);
  });
}

/** Deploys one stack as the cast wants it; with a resource that is made after all others, takes its time, and fails. */
export async function redeploy(story: Story, cast: Cast, stackName: string, failsAfterSeconds?: number): Promise<void> {
  await using(cast, story.zone.id, async (synthesized) => {
    const { template, assets } = synthesized(stackName);
    await story.aws.cloudformation.deploy(stackName, template, { assets });
  }, failsAfterSeconds === undefined ? undefined : { stackName, failsAfterSeconds });
}

interface Failing {
  readonly stackName: string;
  readonly failsAfterSeconds: number;
}

/** Synthesizes the app of a cast; the assembly is there for as long as the work takes. */
async function using(
  cast: Cast, zoneId: string, work: (synthesized: (stackName: string) => Synthesized) => Promise<void>, failing?: Failing,
): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), 'chaos-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    define(app, cast, zoneId);
    if (failing) addFailing(app.node.findChild(failing.stackName) as Stack, failing.failsAfterSeconds);
    const assembly = app.synth();
    await work((stackName) => ({ template: assembly.getStackByName(stackName).template as Synthesized['template'], assets: outdir }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function define(app: App, cast: Cast, hostedZoneId: string): void {
  const stacks = new Map(stacksOf(cast).map((name) => [name, new Stack(app, name, {
    env: { account: ACCOUNT, region: REGION },
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  })]));
  const zones = new Map([...stacks].map(([name, stack]) => [name, HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId, zoneName: ZONE })]));
  const { writers } = cast;
  const reconcilers = new Map(writers.map(({ name, stackName, sweepSeconds, shared }) => [name, new ZoneReconciler(stacks.get(stackName)!, name, {
    hostedZone: zones.get(stackName)!, sweepInterval: Duration.seconds(sweepSeconds), shared,
  })]));
  for (const { id, stackName, replicas } of cast.groups) {
    const stack = stacks.get(stackName)!;
    const replicationGroup = new CfnReplicationGroup(stack, `Group-${id}`, {
      replicationGroupId: id,
      replicationGroupDescription: 'a group of the cast',
      engine: 'valkey',
      cacheNodeType: 'cache.t4g.small',
      automaticFailoverEnabled: true,
      numCacheClusters: replicas + 1,
    });
    for (const { id: constructId, prefix, writer, ttl, endpointCount, keep } of cast.claims.filter(({ groupId }) => groupId === id)) {
      new ReplicaEndpointDns(stack, constructId, {
        replicationGroup,
        hostedZone: zones.get(stackName)!,
        reconciler: reconcilers.get(writer)!,
        cnamePrefix: prefix,
        ttl: Duration.seconds(ttl),
        endpointCount,
        whenNoReplica: keep ? WhenNoReplica.KEEP : WhenNoReplica.PRIMARY,
      });
    }
  }
}

function addFailing(stack: Stack, afterSeconds: number): void {
  const others = stack.node.findAll().filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct));
  const failing = new CfnResource(stack, 'Failing', { type: 'Test::Fails', properties: { AfterSeconds: afterSeconds } });
  for (const other of others) failing.addDependency(other);
}
