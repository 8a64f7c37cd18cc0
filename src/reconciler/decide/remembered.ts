import { Claim } from './claim';

/**
 * So much of the event log is always read. What began while nothing could be remembered, such as in an outage of Route 53, must be known when that is over: no
 * outage of an AWS service, and no mistake in a policy, is likely to last a day.
 */
export const READ_MINUTES = 24 * 60;
/** A little less, for what is logged late. */
const READ_SECONDS = (READ_MINUTES - 10) * 60;
/** When an Availability Zone is away, more nodes may be remembered than there is time to ask for in each reading. */
const ASKED_AT_ONCE = 20;

/**
 * Nodes of which something older is remembered than what is always read of the event log. How they went on must be read from their own log. Not of all of them at
 * once when they are many, but of others in each minute.
 *
 * @param now seconds since the epoch
 */
export function rememberedLong(claims: readonly Pick<Claim, 'demotions' | 'recoveries'>[], now: number): ReadonlySet<string> {
  const old = claims.flatMap(({ demotions, recoveries }) => [...demotions, ...recoveries]).filter(({ at }) => at <= now - READ_SECONDS);
  const nodes = [...new Set(old.map(({ node }) => node))].sort();
  const first = nodes.length === 0 ? 0 : (Math.floor(now / 60) * ASKED_AT_ONCE) % nodes.length;
  return new Set([...nodes.slice(first), ...nodes.slice(0, first)].slice(0, ASKED_AT_ONCE));
}
