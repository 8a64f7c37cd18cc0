import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { App, Stack } from 'aws-cdk-lib/core';
import { median, rounded } from './median';
import { Part } from './part';
import { table } from './table';
import { ReplicaEndpointDns } from '../../src';

const SIZES = [1, 10, 100];
const ROUNDS = 7;

interface Sample {
  readonly cpuMs: number;
  readonly resources: number;
  readonly byType: ReadonlyMap<string, number>;
}

/** CPU time and resources of a stack with groups, without and with their names, in turn. */
export const synth: Part = {
  async measure(print) {
    const samples = SIZES.map(() => ({ without: [] as Sample[], with: [] as Sample[] }));
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [index, size] of SIZES.entries()) {
        const [without, named] = [sample(size, false), sample(size, true)];
        if (round === 0) continue; // the first round compiles
        samples[index].without.push(without);
        samples[index].with.push(named);
      }
    }
    const rows = SIZES.map((size, index) => {
      const { without, with: named } = samples[index];
      const cpu = (of: readonly Sample[]) => median(of.map(({ cpuMs }) => cpuMs));
      return { size, groups: cpu(without), named: cpu(named), resources: named[0].resources - without[0].resources };
    });
    print(table(['groups', 'CPU ms, groups only', 'CPU ms, with names', 'resources for the names'],
      rows.map(({ size, groups, named, resources }) => [size, rounded(groups), rounded(named), resources])));
    const [, ten, hundred] = rows;
    const further = ((hundred.named - hundred.groups) - (ten.named - ten.groups)) / (hundred.size - ten.size);
    const added = furtherResources(samples[1].with[0], samples[2].with[0], hundred.size - ten.size);
    print(`A further construct costs ${rounded(further, 2)} ms and ${[...added].map(([type, count]) => `${count} ${type}`).join(', ')}, its group left out.`);
    const { resources } = rows[0];
    return { furtherMs: rounded(further, 2), resources, furtherResources: (hundred.resources - ten.resources) / (hundred.size - ten.size) };
  },
};

function sample(size: number, named: boolean): Sample {
  const begun = process.cpuUsage();
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Shop');
  const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'db.example' });
  for (let number = 1; number <= size; number += 1) {
    const replicationGroup = new CfnReplicationGroup(stack, `Group${number}`, { replicationGroupDescription: 'orders', numCacheClusters: 3 });
    if (named) new ReplicaEndpointDns(stack, `Readers${number}`, { replicationGroup, hostedZone, cnamePrefix: `g${number}-read` });
  }
  const { Resources } = app.synth().getStackByName('Shop').template as { Resources: Record<string, { Type: string }> };
  const { user, system } = process.cpuUsage(begun);
  const byType = new Map<string, number>();
  for (const { Type } of Object.values(Resources)) byType.set(Type, (byType.get(Type) ?? 0) + 1);
  return { cpuMs: (user + system) / 1000, resources: Object.keys(Resources).length, byType };
}

function furtherResources(few: Sample, many: Sample, further: number): Map<string, number> {
  const added = [...many.byType].map(([type, count]) => [type, (count - (few.byType.get(type) ?? 0)) / further] as const);
  return new Map(added.filter(([type, count]) => count > 0 && type !== CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME));
}
