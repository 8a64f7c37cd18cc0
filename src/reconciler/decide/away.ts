import { Claim, Demotion, Recovery } from './claim';
import { GroupView, NodeEvent } from './group-view';

/** What is remembered of a group's nodes from one look to the next. */
export type Memory = Pick<Claim, 'primary' | 'demotions' | 'recoveries' | 'endpoints'>;

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/** ElastiCache's event log goes back so far: what closes an older recovery can be read no more. */
const LOG_SECONDS = 14 * DAY;
/** Longer than an Availability Zone was ever away. A node of which nothing was logged in that time is believed again. */
const SILENT_SECONDS = 4 * DAY;
/** While a recovery may still begin after a promotion by hand: it was seen 39 to 83 s after failovers. */
const BY_HAND_SECONDS = 3 * 60;
/** So long a promotion by hand is remembered, lest its line in the log be taken for a failover when automatic failover is enabled again. */
const BY_HAND_REMEMBERED = 2 * HOUR;

/**
 * Recoveries that are open: of nodes that are being replaced, however long that takes. When an Availability Zone is away, the replacement is made only
 * when it is back, and all the while ElastiCache calls the node an available replica.
 *
 * | since "Recovering" was logged                      | the node     |
 * |----------------------------------------------------|--------------|
 * | "Finished recovery" was logged, then or later      | is back      |
 * | it was promoted                                    | is back      |
 * | it was created: its id was used again              | is another   |
 * | it left the group                                  | is no matter |
 * | 14 days passed: the log no longer knows            | is believed  |
 * | otherwise, and while the log cannot be read        | is away      |
 *
 * @param now seconds since the epoch
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html (limitations)
 */
export function openRecoveries(view: GroupView, { recoveries }: Pick<Memory, 'recoveries'>, now: number): Recovery[] {
  return view.members.flatMap(({ node, createdAt = -Infinity }) => {
    const at = Math.max(latest(view, node, 'recovering'), ...recoveries.filter((known) => known.node === node).map((known) => known.at));
    const closed = Math.max(latest(view, node, 'recovered'), latest(view, node, 'promoted'));
    return at > closed && at >= createdAt && now < at + LOG_SECONDS ? [{ node, at }] : [];
  }).sort(byNode);
}

/**
 * Old primaries that are not known to be back, and no recovery is open. ElastiCache calls such a node an available replica while it is down, and logs
 * its recovery a minute or so after the failover on a quiet day; when many nodes are to be replaced, nobody knows when.
 *
 * | since the demotion                                            | the node                 |
 * |---------------------------------------------------------------|--------------------------|
 * | "Recovering" was logged                                       | is an open recovery      |
 * | "Finished recovery", "restarted" or "patched" was logged      | is back                  |
 * | it is primary again, left the group, or was created           | is no matter, or another |
 * | 3 minutes passed; automatic failover was disabled: a promotion by hand | was never away  |
 * | 4 days passed, and nothing was logged                         | is believed              |
 * | otherwise, and while the log cannot be read                   | is away                  |
 *
 * A promotion by hand is remembered longer than it counts.
 *
 * @param now seconds since the epoch
 */
export function demotions(view: GroupView, memory: Memory, primary: string, now: number): Demotion[] {
  return view.members.flatMap(({ node, createdAt = -Infinity }): Demotion[] => {
    const demotion = node === primary ? undefined : lastDemotion(view, memory, node, primary, now);
    if (demotion === undefined || demotion.at < createdAt) return [];
    const { at, byHand } = demotion;
    if ((['recovering', 'recovered', 'restarted'] as const).some((kind) => latest(view, node, kind) >= at)) return [];
    if (memory.recoveries.some((known) => known.node === node && known.at >= at)) return [];
    return now < at + (byHand ? BY_HAND_REMEMBERED : SILENT_SECONDS) ? [demotion] : [];
  }).sort(byNode);
}

export function isAway({ at, byHand }: Demotion, now: number): boolean {
  return now < at + (byHand ? BY_HAND_SECONDS : SILENT_SECONDS);
}

/**
 * When a node was last demoted. The log knows exactly; who only sees that the roles have changed knows that it was before now.
 *
 * | the log's last word on its role | remembered, or seen in the roles | counts from             |
 * |---------------------------------|----------------------------------|-------------------------|
 * | demoted                         | any                              | the log's time          |
 * | promoted, or none               | yes                              | when it was first seen  |
 * | promoted, or none               | no                               | was not demoted         |
 */
function lastDemotion(view: GroupView, memory: Memory, node: string, primary: string, now: number): Demotion | undefined {
  const remembered = memory.demotions.find((known) => known.node === node);
  const seen = memory.primary === node && memory.primary !== primary ? now : undefined;
  const logged = latest(view, node, 'demoted');
  const at = logged > latest(view, node, 'promoted') ? logged : seen ?? remembered?.at;
  if (at === undefined) return undefined;
  // the log of a failover that is already remembered says nothing new about how it came.
  const byHand = remembered !== undefined && at <= remembered.at ? remembered.byHand : view.promotedByHand;
  return byHand ? { node, at, byHand } : { node, at };
}

function latest(view: GroupView, node: string, kind: NodeEvent['kind']): number {
  return Math.max(-Infinity, ...view.events.filter((event) => event.node === node && event.kind === kind).map(({ at }) => at));
}

function byNode(one: { readonly node: string }, other: { readonly node: string }): number {
  return one.node < other.node ? -1 : 1;
}
