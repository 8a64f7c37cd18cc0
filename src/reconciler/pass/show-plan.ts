import { look, namesOf } from './look';
import { Claim } from '../decide/claim';
import { sentence } from '../decide/move';
import { World } from '../world';

/** What a pass would do now, for `{"action":"plan"}`. Writes nothing. */
export async function showPlan(world: World, reconciler: string) {
  const { outcomes } = await look(world, reconciler);
  return {
    zone: world.zoneName,
    claims: outcomes.map(({ prefix, result, reason, plan, contested, topicFault, current }) => ({
      prefix,
      result,
      reason,
      current: current && Object.fromEntries(current),
      desired: plan && desired(plan.claim, world.zoneName),
      changes: plan?.moves.map((move) => sentence(move, world.zoneName)) ?? [],
      conflicts: contested,
      topicFault,
    })),
  };
}

function desired(claim: Claim, zone: string): Record<string, string> {
  const names = namesOf(claim, zone);
  return Object.fromEntries(claim.endpoints.map(({ node }, index) => [names[index], node]));
}
