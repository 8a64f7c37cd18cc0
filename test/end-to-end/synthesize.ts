import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { App, CfnResource, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import { ReplicaEndpointDns, ReplicaEndpointDnsProps } from '../../src';
import { Template } from '../simulator/cloudformation/template';

export const ZONE = 'private.redisdub.pl';
export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** What a stack of a story is made of. */
export interface Parts {
  readonly stack: Stack;
  readonly hostedZone: IHostedZone;
  /** A replication group of the stack: `testdns`, with `replicas` replicas. */
  replicationGroup(id?: string, replicas?: number): CfnReplicationGroup;
  /** The construct under test, for the group made last, with the blog's names unless told otherwise. */
  names(props?: Partial<ReplicaEndpointDnsProps>, id?: string): ReplicaEndpointDns;
  /** A resource that can't be made, after everything that is there by now. */
  failing(): void;
}

export interface Synthesized {
  readonly template: Template;
  /** The cloud assembly, in which the staged assets lie. */
  readonly assets: string;
}

const folders: string[] = [];

/** Synthesizes a stack as `cdk deploy` would. */
export function synthesize(zoneId: string, define: (parts: Parts) => void, stackName = 'Shop', region = REGION): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'story-'));
  folders.push(outdir);
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, stackName, {
    env: { account: ACCOUNT, region },
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  define(partsOf(stack, HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: zoneId, zoneName: ZONE })));
  const { template } = app.synth().getStackByName(stackName);
  return { template: template as Template, assets: outdir };
}

const forget = () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};
// stories are also told outside of jest, in a process of their own.
if (typeof afterAll === 'function') afterAll(forget);
else process.once('exit', forget);

function partsOf(stack: Stack, hostedZone: IHostedZone): Parts {
  let group: CfnReplicationGroup | undefined;
  return {
    stack,
    hostedZone,
    replicationGroup: (id = 'testdns', replicas = 5) => {
      group = new CfnReplicationGroup(stack, `Group-${id}`, {
        replicationGroupId: id,
        replicationGroupDescription: 'a group of the story',
        engine: 'valkey',
        cacheNodeType: 'cache.t4g.small',
        automaticFailoverEnabled: true,
        numCacheClusters: replicas + 1,
      });
      return group;
    },
    names: (props = {}, id = 'Readers') => new ReplicaEndpointDns(stack, id, { replicationGroup: group!, hostedZone, cnamePrefix: 'ReadOnly', ...props }),
    failing: () => {
      const others = stack.node.findAll().filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct));
      const failing = new CfnResource(stack, 'Failing', { type: 'Test::Fails' });
      for (const other of others) failing.addDependency(other);
    },
  };
}
