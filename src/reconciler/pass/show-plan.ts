import { look, namesOf } from './look';
import { Outcome } from './outcome';
import { Claim } from '../decide/claim';
import { Held } from '../decide/holders';
import { sentence } from '../decide/move';
import { Contest } from '../decide/plan';
import { Standing } from '../decide/serving';
import { physicalId } from '../names';
import { World } from '../world';

/** The answer to `{"action":"plan"}`: what a pass would do now. */
export interface ZonePlan {
  readonly zone: string;
  readonly claims: readonly ClaimPlan[];
  /** What stands where claims stand, and is not served by this reconciler. */
  readonly notServed: readonly { readonly prefix: string; readonly reason: string; readonly holders?: readonly HolderPlan[] }[];
}

/** An instance of a custom resource whose names they are; the newest one, which is the last, says where they point. */
export interface HolderPlan {
  /** Its physical id; `{"action":"release","claim":"..."}` takes the holder away. */
  readonly claim: string;
  /** Its stack: name and fingerprint. */
  readonly stack: string;
  /** When CloudFormation last asked for it. */
  readonly since: string;
}

export interface ClaimPlan {
  readonly prefix: string;
  readonly result: Outcome['result'];
  /** Why the result is not `right`. */
  readonly reason?: string;
  /** Who holds the names, the oldest first. More than one, while no deployment is under way or kept as it failed: the Delete of the older ones failed. */
  readonly holders?: readonly HolderPlan[];
  /** What is known of each node of the group: `is the primary`, `serves`, or `down, because it ...`; absent while the group is in doubt. */
  readonly nodes?: Readonly<Record<string, string>>;
  /** Where the names point now. */
  readonly current?: Readonly<Record<string, string>>;
  /** The node of each name, as it should be. */
  readonly desired?: Readonly<Record<string, string>>;
  readonly changes: readonly string[];
  readonly conflicts: readonly Contest[];
  readonly topicFault?: string;
}

/** Writes nothing. */
export async function showPlan(world: World, reconciler: string): Promise<ZonePlan> {
  const { outcomes, unserved } = await look(world, reconciler);
  const failed = unserved.filter(({ kind }) => kind === 'failed').map(({ prefix, reason }) => ({ prefix, result: 'failed' as const, reason, changes: [], conflicts: [] }));
  return {
    zone: world.zoneName,
    claims: [...outcomes.map((outcome) => claimPlan(outcome, world.zoneName)), ...failed],
    notServed: unserved.filter(({ kind }) => kind !== 'failed').map(({ prefix, reason, holders: held }) => ({
      prefix, reason, ...held && { holders: holders(held, prefix, world.zoneName) },
    })),
  };
}

function claimPlan({ prefix, result, reason, holders: held, plan, standing, contested, topicFault, current }: Outcome, zone: string): ClaimPlan {
  const moves = [...plan?.moves ?? [], ...plan?.removal?.moves ?? []];
  return {
    prefix,
    result,
    reason,
    holders: held && holders(held, prefix, zone),
    nodes: standing && nodes(standing),
    current: current && Object.fromEntries(current),
    desired: plan && desired(plan.removal?.claim ?? plan.claim, zone),
    changes: moves.map((move) => sentence(move, zone)),
    conflicts: contested,
    topicFault,
  };
}

function holders(held: readonly Held[], prefix: string, zone: string): HolderPlan[] {
  return held.map(({ instance, stack, since }) => {
    const claim = physicalId(prefix, zone, instance);
    return { claim, stack, since: new Date(since * 1000).toISOString() };
  });
}

function nodes({ doubt, primary, serving, doubtful, down }: Standing): Record<string, string> | undefined {
  if (doubt !== undefined) return undefined;
  const said = [
    [primary!, 'is the primary'] as const,
    ...serving.map((node) => [node, 'serves'] as const),
    ...doubtful.map((node) => [node, 'keeps its names and gets none: the answers about it are incomplete'] as const),
    ...[...down].map(([node, reason]) => [node, `down, because it ${reason}`] as const),
  ];
  return Object.fromEntries(said.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function desired(claim: Claim, zone: string): Record<string, string> {
  const names = namesOf(claim, zone);
  return Object.fromEntries(claim.endpoints.map(({ node }, index) => [names[index], node]));
}
