import { Claim } from './claim';
import { claimRecord } from './claim-text';
import { RecordSet, sameRecord } from './record';

/**
 * Whether a claim has to be swapped for nothing but what is to be remembered. What makes no difference to what is concluded of the nodes is remembered, or
 * forgotten, with the next change, and is not worth one of its own:
 *
 * - a promotion by hand that has lapsed,
 * - the recovery of a node whose demotion is remembered: either says that the node is away, until the log says that it is back.
 *
 * @param read the record of the claim as it was read; undefined for one that is only being made
 */
export function isWorthRemembering(claim: Claim, next: Claim, zone: string, read: RecordSet | undefined): boolean {
  const known = new Set(next.demotions.map(({ node, at }) => `${node} ${at}`));
  const lapsed = claim.demotions.filter(({ node, at, byHand }) => byHand && !known.has(`${node} ${at}`));
  const started = claim.demotions.filter(({ node, at, byHand }) => !byHand && !claim.recoveries.some((recovery) => recovery.node === node)
    && next.recoveries.some((recovery) => recovery.node === node && recovery.at >= at));
  const compared = {
    ...next,
    demotions: [...next.demotions, ...lapsed, ...started].sort((one, other) => (one.node < other.node ? -1 : 1)),
    recoveries: next.recoveries.filter((recovery) => !started.some(({ node }) => node === recovery.node)),
  };
  return read === undefined || !sameRecord(claimRecord(compared, zone), read);
}
