import { Duration } from 'aws-cdk-lib/core';
import { dig } from './dig';
import { ACCOUNT, Parts, REGION, synthesize, Synthesized, ZONE } from './synthesize';
import { VirtualClock } from '../simulator/clock/virtual-clock';
import { DnsServer } from '../simulator/dns/dns-server';
import { ReplicationGroup } from '../simulator/elasticache/replication-group';
import { HostedZone } from '../simulator/route53/hosted-zone';
import { SimulatedAws } from '../simulator/simulated-aws';

const ALARMS = ['DeadLetters', 'PassesFailed', 'TopicFaults', 'ContestedNames', 'NoPassSucceeded', 'NotLookedAfter'];

/** One story in a simulated AWS account: a zone, a clock that jumps, and stacks that are really synthesized and deployed. */
export class Story {
  static async begin({ start, ...options }: Omit<Parameters<typeof SimulatedAws.start>[0], 'clock'> & { readonly start?: Date } = {}): Promise<Story> {
    const clock = new VirtualClock(start);
    const aws = await SimulatedAws.start({ account: ACCOUNT, region: REGION, ...options, clock });
    const dns = await DnsServer.start({ route53: aws.route53, hosts: (name) => aws.elasticache.nodeAddress(name) });
    return new Story(aws, clock, dns, aws.route53.createHostedZone({ name: ZONE, private: true }));
  }

  private constructor(readonly aws: SimulatedAws, readonly clock: VirtualClock, readonly dns: DnsServer, readonly zone: HostedZone) {}

  /** Deploys, or updates what is deployed. Rejects with CloudFormation's reason. */
  async deploy(define: (parts: Parts) => void, stackName = 'Shop'): Promise<void> {
    await this.deployTemplate(synthesize(this.zone.id, define, stackName), stackName);
  }

  async deployTemplate({ template, assets }: Synthesized, stackName = 'Shop'): Promise<void> {
    await this.clock.during(this.aws.cloudformation.deploy(stackName, template, { assets }));
    // what happens next does not happen in the very same millisecond, as it would for a clock that stands still.
    await this.wait(1);
  }

  /** Deploys the blog's group and names. */
  async deployGroup({ replicas = 5, ttl = 10 } = {}): Promise<void> {
    await this.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', replicas);
      names({ ttl: Duration.seconds(ttl) });
    });
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

  /** The function of a stack with this handler. */
  functionName(handler: 'reconcile' | 'claims', stackName = 'Shop'): string {
    const functions = [...this.aws.cloudformation.stack(stackName).resources.values()].filter(({ type }) => type === 'AWS::Lambda::Function');
    return functions.find(({ properties }) => properties.Handler === `index.${handler}`)!.physicalId;
  }

  /** What the functions of a stack logged of themselves: neither Lambda's own lines nor metrics. */
  log(stackName = 'Shop'): string[] {
    const { physicalId } = this.aws.cloudformation.stack(stackName).find('AWS::Logs::LogGroup');
    const messages = this.aws.logs.lines(physicalId).map((line) => /^\S+\t\S+\tINFO\t([^]*)$/.exec(line)?.[1]);
    return messages.filter((message): message is string => message !== undefined && !message.startsWith('{"_aws"'));
  }

  /** The comments of the change batches that were applied to the zone. */
  comments(): string[] {
    return this.zone.history.map(({ comment }) => comment ?? '');
  }

  /** What moved after the names were made. */
  moves(): string[] {
    return this.comments().flatMap((comment) => comment.split('; ')).filter((line) => line.includes('->') && !line.includes('none ->'));
  }

  /** The kinds of alarm that are in alarm. */
  alarms(): string[] {
    return kindsOf(this.aws.cloudwatch.alarmsIn('ALARM'));
  }

  /** The kinds of alarm that were in alarm at any time since they were made. */
  everInAlarm(): string[] {
    return kindsOf(this.aws.cloudwatch.everInAlarm);
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
  }
}

function kindsOf(alarms: readonly string[]): string[] {
  return alarms.map((name) => ALARMS.find((kind) => name.includes(kind)) ?? name).sort();
}
