import { Duration } from 'aws-cdk-lib/core';
import { Dice } from './dice';
import { WhenNoReplica, ZoneReconciler } from '../../src';
import { Story } from '../end-to-end/story';
import { Parts } from '../end-to-end/synthesize';

/** One construct of the round, as those who check it know it. */
export interface Claimed {
  readonly prefix: string;
  readonly groupId: string;
  readonly stackName: string;
  readonly ttl: number;
  readonly endpointCount?: number;
  readonly keep: boolean;
}

/** A writer of the zone. */
export interface Writer {
  readonly stackName: string;
  readonly sweepSeconds: number;
}

/** What is deployed in a round: groups, their names, and a reconciler in each stack, all in one zone. */
export interface Cast {
  readonly groups: readonly { readonly id: string; readonly stackName: string; readonly replicas: number }[];
  readonly claims: readonly Claimed[];
  readonly writers: readonly Writer[];
}

export function castOf(dice: Dice): Cast {
  const groups = [
    { id: 'orders', stackName: 'Shop', replicas: dice.whole(1, 5) },
    { id: 'carts', stackName: 'Shop', replicas: dice.whole(1, 3) },
    { id: 'bills', stackName: 'Office', replicas: dice.whole(1, 4) },
  ];
  const ttl = () => dice.pick([1, 5, 10, 30]);
  return {
    groups,
    writers: [{ stackName: 'Shop', sweepSeconds: 300 }, { stackName: 'Office', sweepSeconds: 60 * dice.pick([1, 2, 10]) }],
    claims: [
      { prefix: 'read.orders', groupId: 'orders', stackName: 'Shop', ttl: ttl(), keep: false },
      { prefix: 'scan.orders', groupId: 'orders', stackName: 'Shop', ttl: ttl(), endpointCount: dice.whole(1, 12), keep: dice.chance(0.5) },
      { prefix: 'read.carts', groupId: 'carts', stackName: 'Shop', ttl: ttl(), keep: dice.chance(0.5) },
      { prefix: 'read.bills', groupId: 'bills', stackName: 'Office', ttl: ttl(), keep: dice.chance(0.5) },
    ],
  };
}

export async function deploy(story: Story, cast: Cast): Promise<void> {
  for (const writer of cast.writers) await story.deploy((parts) => define(parts, cast, writer), writer.stackName);
}

function define(parts: Parts, { groups, claims }: Cast, { stackName, sweepSeconds }: Writer): void {
  const reconciler = new ZoneReconciler(parts.stack, 'Writer', { hostedZone: parts.hostedZone, sweepInterval: Duration.seconds(sweepSeconds) });
  for (const group of groups.filter((each) => each.stackName === stackName)) {
    const replicationGroup = parts.replicationGroup(group.id, group.replicas);
    for (const { prefix, ttl, endpointCount, keep } of claims.filter(({ groupId }) => groupId === group.id)) {
      parts.names({
        replicationGroup,
        reconciler,
        cnamePrefix: prefix,
        ttl: Duration.seconds(ttl),
        endpointCount,
        whenNoReplica: keep ? WhenNoReplica.KEEP : WhenNoReplica.PRIMARY,
      }, prefix);
    }
  }
}
