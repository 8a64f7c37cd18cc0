import { fingerprint } from '../../src/reconciler/decide/fingerprint';
import { plan } from '../../src/reconciler/decide/plan';
import { Change } from '../../src/reconciler/decide/record';
import { standing } from '../../src/reconciler/decide/serving';
import { claimFor } from '../../src/reconciler/deploy/claim-of-registration';

export interface NamedGroup {
  readonly id: string;
  readonly prefix: string;
  readonly zone: { readonly id: string; readonly name: string };
  /** Whom the claim is addressed to. */
  readonly reconciler: string;
  /** The primary first. */
  readonly nodes: readonly { readonly node: string; readonly address: string }[];
  readonly topicArn?: string;
}

/** What the first pass of a deployment writes. */
export function firstChanges({ id, prefix, zone, reconciler, nodes, topicArn }: NamedGroup, now: number): readonly Change[] {
  const registration = {
    hostedZoneId: zone.id,
    zoneName: zone.name,
    prefix,
    replicationGroupId: id,
    ttl: 10,
    whenNoReplica: 'PRIMARY',
    adoptExisting: false,
    retain: false,
    topicArn,
  } as const;
  const claimant = { owner: 'Shop/91be02cd', instance: 'a1b2c3d4e5', reconciler: fingerprint(reconciler) };
  const seconds = Math.floor(now / 1000);
  const members = nodes.map((node, index) => ({ ...node, role: index === 0 ? 'primary' : 'replica', status: 'available' }));
  const view = { id, status: 'available', clusterMode: false, members, events: [] };
  const claim = claimFor(registration, claimant, undefined, () => [], () => undefined, seconds);
  return plan(claim, standing(view, undefined, [], seconds), { zone: zone.name, at: () => [] }, seconds).changes;
}
