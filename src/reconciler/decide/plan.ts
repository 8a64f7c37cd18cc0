import { Assignment, assign } from './assign';
import { Claim } from './claim';
import { claimRecord } from './claim-text';
import { line, removal } from './line';
import { Move } from './move';
import { endpointName, MOST_ENDPOINTS } from '../names';
import { Change, RecordSet } from './record';
import { Standing } from './serving';
import { isWorthRemembering } from './worth-remembering';

/** A claimed name that is not as it should be, and is left alone: one of the three says why. */
export interface Contest {
  readonly name: string;
  /** Somebody else's record stands there. */
  readonly found?: string;
  /** Route 53 refuses to change its record, in these words. */
  readonly refused?: string;
  /** It is a name too many, but Route 53 refuses to delete its record, in these words. */
  readonly kept?: string;
}

export interface Plan {
  /** Why nothing may be written. */
  readonly doubt?: string;
  readonly moves: readonly Move[];
  readonly contested: readonly Contest[];
  /** All or nothing: the records and, around them, the swap of the claim. */
  readonly changes: readonly Change[];
  /** The claim as it is after the changes. */
  readonly claim: Claim;
  /**
   * What is to be written after the changes, in a batch of its own: names go, and those that stay level out. Route 53 may refuse to delete a record, and a
   * removal must never cost a move.
   */
  readonly removal?: Plan;
}

/** What Route 53 has refused already, in its words. */
export interface Refused {
  /** By the name of the record that it refuses to change. */
  readonly names: ReadonlyMap<string, string>;
  /** Why it refuses to delete the names that are too many. */
  readonly removals?: string;
}

/** The zone as far as a plan needs it. */
export interface Current {
  readonly zone: string;
  /** The record of the claim as read; undefined for a claim that is only being made. */
  readonly claim?: RecordSet;
  readonly refused?: Refused;
  at(name: string): readonly RecordSet[];
}

/** Passes that agree on fewer names must be this far apart before one is removed. */
const REMOVED_AFTER = 60;

/**
 * What has to change so that the zone says what the group is. For each name of the claim:
 *
 * | desired        | current                          | change                                                         |
 * |----------------|----------------------------------|----------------------------------------------------------------|
 * | name -> a      | name -> a, as we wrote it        | none                                                           |
 * | name -> b      | name -> a, as we wrote it        | DELETE name -> a, CREATE name -> b                             |
 * | name -> a      | nothing                          | CREATE name -> a (new, or somebody deleted it)                 |
 * | name -> a      | name -> a, not as we wrote it    | none; ours again                                               |
 * | name -> a      | name -> a, and we never wrote it | none; contested                                                |
 * | name -> a      | anything else                    | none; contested                                                |
 * | name -> b      | what Route 53 refuses to change  | none; contested                                                |
 * | none           | name -> a, as we wrote it        | DELETE, once a minute has confirmed that fewer names are wanted |
 * | none           | anything else                    | none; the name is given up                                     |
 *
 * Removals are a step of their own. While they are not made, or Route 53 refuses them, the names that are too many follow as the others do.
 *
 * Any change, and anything new to remember, also swaps the claim: DELETE as read, CREATE its successor.
 *
 * @param now seconds since the epoch
 */
export function plan(claim: Claim, group: Standing, current: Current, now: number): Plan {
  const { count, fewer } = howMany(claim, group, now);
  if (group.doubt !== undefined || count >= claim.endpoints.length) return step(claim, group, current, count, fewer);
  const moved = step(claim, group, current, claim.endpoints.length, claim.fewer);
  const kept = current.refused?.removals;
  if (kept === undefined) return { ...moved, removal: step(moved.claim, group, leftBy(current, moved), count, undefined) };
  const tooMany = claim.endpoints.slice(count).map((_, index) => ({ name: endpointName(claim.prefix, count + index + 1, current.zone), kept }));
  return { ...moved, contested: [...moved.contested.filter(({ name }) => !tooMany.some((each) => each.name === name)), ...tooMany] };
}

/** The same in one step, where all of it must be known to be done. */
export function planAtOnce(claim: Claim, group: Standing, current: Current, now: number): Plan {
  const { count, fewer } = howMany(claim, group, now);
  return step(claim, group, current, count, fewer);
}

function step(claim: Claim, group: Standing, current: Current, count: number, fewer: Claim['fewer']): Plan {
  if (group.doubt !== undefined) return { doubt: group.doubt, moves: [], contested: [], changes: [], claim };
  const before: Assignment[] = Array.from({ length: count }, (_, index) => claim.endpoints[index] ?? { standIn: false });
  const lines = assign(before, group, claim.whenNoReplica).map((assignment, index) => line(claim, group, current, index, assignment));
  const removed = claim.endpoints.slice(count).map((endpoint, index) => removal(claim, group, current, count + index, endpoint));
  const changes = [...lines, ...removed].flatMap((each) => each.changes);
  const next: Claim = {
    ...claim,
    primary: group.primary,
    demotions: group.demotions,
    recoveries: group.recoveries,
    endpoints: lines.map(({ endpoint }) => endpoint),
    fewer,
  };
  const swap = changes.length > 0 || isWorthRemembering(claim, next, current.zone, current.claim) ? swapClaim(current, next) : { changes: [], claim };
  return {
    moves: [...lines, ...removed].flatMap(({ move }) => move ?? []),
    contested: lines.flatMap(({ contest }) => contest ?? []),
    changes: [...changes, ...swap.changes],
    claim: swap.claim,
  };
}

/** The zone as a step leaves it. */
function leftBy(current: Current, { changes, claim }: Plan): Current {
  if (changes.length === 0) return current;
  return {
    ...current,
    claim: claimRecord(claim, current.zone),
    at: (name) => changes.filter(({ record }) => record.name === name).reduce<readonly RecordSet[]>(
      (records, { action, record }) => (action === 'CREATE' ? [...records, record] : records.filter((each) => each !== record)), current.at(name),
    ),
  };
}

/**
 * As many names as listed replicas, at least one; or just as many as asked for; and no fewer than an earlier holder has. Fewer than there are only after a
 * minute's thought.
 */
function howMany(claim: Claim, group: Standing, now: number): { count: number; fewer: Claim['fewer'] } {
  const own = claim.endpointCount ?? Math.min(Math.max(1, group.replicas.length), MOST_ENDPOINTS);
  const wanted = Math.max(own, ...claim.earlier.map(({ names }) => names));
  const has = claim.endpoints.length;
  if (wanted >= has) return { count: wanted, fewer: undefined };
  const agreed = claim.fewer?.count === wanted ? claim.fewer : undefined;
  if (!group.steady) return { count: has, fewer: agreed };
  if (agreed === undefined) return { count: has, fewer: { count: wanted, since: now } };
  return now >= agreed.since + REMOVED_AFTER ? { count: wanted, fewer: undefined } : { count: has, fewer: agreed };
}

function swapClaim(current: Current, next: Claim): { changes: Change[]; claim: Claim } {
  const claim = { ...next, generation: next.generation + 1 };
  const create: Change = { action: 'CREATE', record: claimRecord(claim, current.zone) };
  return { changes: current.claim === undefined ? [create] : [{ action: 'DELETE', record: current.claim }, create], claim };
}
