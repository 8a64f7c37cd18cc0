import { Claim } from '../../../src/reconciler/decide/claim';
import { claimRecord, parseClaim } from '../../../src/reconciler/decide/claim-text';
import { sentence } from '../../../src/reconciler/decide/move';
import { plan, Plan } from '../../../src/reconciler/decide/plan';
import { cname } from '../../../src/reconciler/decide/record';
import { standing } from '../../../src/reconciler/decide/serving';
import { ZONE } from '../given-claim';
import { address, givenGroup, MemberSketch } from '../given-group';
import { InMemoryZone } from '../in-memory-zone';

export const NOW = 1_700_000_000;

/** A zone that is as the claim says. */
export function zoneOf(claim: Claim): InMemoryZone {
  const names = claim.endpoints.map(({ node: at }, index) => cname(`read${index + 1}.db.example`, address(Number(at.slice(-1))), 10));
  return new InMemoryZone(claimRecord(claim, ZONE), ...names);
}

export function claimIn(zone: InMemoryZone): Claim {
  const parsed = parseClaim('read', zone.current('read').claim!);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.claim;
}

/** What is planned for a group of these members, `at` seconds after NOW. */
export function planned(zone: InMemoryZone, members: readonly MemberSketch[], { at = 0, status = 'available' } = {}): Plan {
  const claim = claimIn(zone);
  return plan(claim, standing(givenGroup(members, { status }), claim.primary, claim.demotions, NOW + at), zone.current('read'), NOW + at);
}

/** Writes what is planned, and then the removals; the moves, as sentences. */
export async function made(zone: InMemoryZone, members: readonly MemberSketch[], when?: { at?: number; status?: string }): Promise<string[]> {
  const steps = stepsOf(planned(zone, members, when));
  for (const { changes } of steps) await zone.change(changes, '');
  return steps.flatMap(({ moves }) => moves.map((move) => sentence(move, ZONE)));
}

/** The batches of a plan, one after the other. */
export function stepsOf(whole: Plan): Plan[] {
  return [whole, ...whole.removal === undefined ? [] : [whole.removal]].filter(({ changes }) => changes.length > 0);
}
