import { Claim } from '../../src/reconciler/decide/claim';
import { fingerprint } from '../../src/reconciler/decide/fingerprint';
import { plan } from '../../src/reconciler/decide/plan';
import { Change } from '../../src/reconciler/decide/record';
import { standing } from '../../src/reconciler/decide/serving';

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
  const claim: Claim = {
    prefix,
    reconciler: fingerprint(reconciler),
    holder: { instance: 'a1b2c3d4e5', stack: 'Shop/91be02cd', place: '4fe01a22', resource: '0b1c2d3e', since: Math.floor(now / 1000), keep: false },
    earlier: [],
    group: id,
    ttl: 10,
    whenNoReplica: 'PRIMARY',
    topic: topicArn === undefined ? undefined : fingerprint(topicArn),
    demotions: [],
    recoveries: [],
    endpoints: [],
    generation: 0,
  };
  const seconds = Math.floor(now / 1000);
  const members = nodes.map((node, index) => ({ ...node, role: index === 0 ? 'primary' : 'replica', status: 'available' }));
  const view = { id, status: 'available', clusterMode: false, members, events: [] };
  return plan(claim, standing(view, claim, seconds), { zone: zone.name, at: () => [] }, seconds).changes;
}
