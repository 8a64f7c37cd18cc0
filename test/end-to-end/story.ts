import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { App, CfnResource, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import { dig } from './dig';
import { ReplicaEndpointDns, ReplicaEndpointDnsProps } from '../../src';
import { Template } from '../simulator/cloudformation/template';
import { DnsServer } from '../simulator/dns/dns-server';
import { ReplicationGroup } from '../simulator/elasticache/replication-group';
import { HostedZone as SimulatedZone } from '../simulator/route53/hosted-zone';
import { SimulatedAws } from '../simulator/simulated-aws';
import { VirtualClock } from '../simulator/virtual-clock';

export const ZONE = 'private.redisdub.pl';
export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** What a stack of a story is made of. */
export interface Parts {
  readonly stack: Stack;
  readonly hostedZone: IHostedZone;
  /** A replication group of the stack: `testdns`, with `replicas` replicas. */
  replicationGroup(id?: string, replicas?: number): CfnReplicationGroup;
  /** The construct under test, with the blog's names unless told otherwise. */
  names(props?: Partial<ReplicaEndpointDnsProps>, id?: string): ReplicaEndpointDns;
  /** A resource that can't be made, after everything that is there by now. */
  failing(): void;
}

export interface Synthesized {
  readonly template: Template;
  readonly assets: string;
}

const folders: string[] = [];

/** One story in a simulated AWS account: a zone, a clock that jumps, and stacks that are really synthesized and deployed. */
export class Story {
  static async begin(options: Omit<Parameters<typeof SimulatedAws.start>[0], 'clock'> = {}): Promise<Story> {
    const clock = new VirtualClock();
    const aws = await SimulatedAws.start({ account: ACCOUNT, region: REGION, ...options, clock });
    const dns = await DnsServer.start({ route53: aws.route53, hosts: (name) => aws.elasticache.nodeAddress(name) });
    return new Story(aws, clock, dns, aws.route53.createHostedZone({ name: ZONE, private: true }));
  }

  private constructor(readonly aws: SimulatedAws, readonly clock: VirtualClock, readonly dns: DnsServer, readonly zone: SimulatedZone) {}

  /** Deploys, or updates what is deployed. Rejects with CloudFormation's reason. */
  async deploy(define: (parts: Parts) => void, stackName = 'Shop'): Promise<Synthesized> {
    const synthesized = synthesize(this.zone, define, stackName);
    await this.deployTemplate(synthesized, stackName);
    return synthesized;
  }

  async deployTemplate({ template, assets }: Synthesized, stackName = 'Shop'): Promise<void> {
    await this.clock.during(this.aws.cloudformation.deploy(stackName, template, { assets }));
  }

  async destroy(stackName = 'Shop'): Promise<void> {
    await this.clock.during(this.aws.cloudformation.destroy(stackName));
  }

  group(id = 'testdns'): ReplicationGroup {
    return this.aws.elasticache.group(id);
  }

  /** The primary dies and this replica takes its place; returns when that is complete. */
  async failover(to: string, id?: string): Promise<void> {
    await this.clock.during(this.group(id).failover(to));
  }

  /** Lets time pass. */
  async wait(seconds: number): Promise<void> {
    await this.clock.advance(seconds * 1000);
  }

  /** Where the names lead, as a real DNS server answers: name to node. */
  async names(prefix = 'ReadOnly', zone = ZONE): Promise<Record<string, string>> {
    const answers: Record<string, string> = {};
    for (let number = 1; ; number += 1) {
      const [first, ...rest] = prefix.split('.');
      const label = [`${first}${number}`, ...rest].join('.');
      const target = await dig(this.dns.port, `${label}.${zone}`);
      if (target === undefined) return answers;
      answers[label] = target.split('.')[0];
    }
  }

  /** The change batches that were applied to the zone since, one line a batch. */
  comments(since = 0): string[] {
    return this.zone.history.filter(({ at }) => at >= since).map(({ comment }) => comment ?? '');
  }

  /** The records of the zone that are neither its own nor claims. */
  records(): string[] {
    return this.zone.records()
      .filter(({ type }) => !['NS', 'SOA', 'TXT'].includes(type))
      .map(({ name, type, values }) => `${name.replace(/\.$/, '')} ${type} ${values?.join(' ')}`);
  }

  /** The texts of the claims in the zone. */
  claims(): string[] {
    return this.zone.records().filter(({ type, name }) => type === 'TXT' && name.includes('_replica-endpoint-dns')).map(({ values }) => values!.join(' '));
  }

  async end(): Promise<void> {
    await this.dns.close();
    await this.aws.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }
}

export function synthesize(zone: { readonly id: string; readonly name: string }, define: (parts: Parts) => void, stackName = 'Shop'): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'story-'));
  folders.push(outdir);
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, stackName, {
    env: { account: ACCOUNT, region: REGION },
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: zone.id, zoneName: ZONE });
  let group: CfnReplicationGroup | undefined;
  define({
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
  });
  const artifact = app.synth().getStackByName(stackName);
  return { template: artifact.template as Template, assets: outdir };
}
