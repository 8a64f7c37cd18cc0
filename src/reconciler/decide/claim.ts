import { WhenNoReplica } from '../settings';

/** What one of a claim's names was last given. */
export interface Endpoint {
  readonly node: string;
  /** Fingerprint of the record last written: tells a hand edit from our own, and survives a renamed endpoint. */
  readonly written: string;
  /** The name was led away from a node that went; it is the first to move on when the group levels out. */
  readonly standIn: boolean;
}

/** Stands for the node of a name that was adopted while it led to no node of the group. */
export const ELSEWHERE = 'elsewhere';

/** A node that was the primary until `at` (seconds since the epoch). */
export interface Demotion {
  readonly node: string;
  readonly at: number;
  /** It gave its role away while automatic failover was disabled. */
  readonly byHand?: boolean;
}

/** A node that ElastiCache has been replacing since `at` (seconds since the epoch). */
export interface Recovery {
  readonly node: string;
  readonly at: number;
}

/** A record that stood under a name when it was adopted; its target and ttl. */
export interface FoundRecord {
  readonly number: number;
  readonly target: string;
  readonly ttl: number;
}

/** An instance of a custom resource that holds the claim: while it exists, so do its names. */
export interface Holder {
  /** Part of its physical id; made of the request that made it, so that a repeated request makes no second one. */
  readonly instance: string;
  /** Its stack: name and fingerprint of the id. */
  readonly stack: string;
  /** Fingerprint of the stack's account, Region and name, which a later stack of that name shares. */
  readonly place: string;
  /** Fingerprint of its logical id. */
  readonly resource: string;
  /** When CloudFormation last asked for it, in seconds since the epoch. */
  readonly since: number;
  /** Its creation has succeeded so far that its names may be retained. */
  readonly keep: boolean;
}

/** What a holder registered. */
export interface Terms {
  /** Fingerprint of the reconciler that serves the claim. */
  readonly reconciler: string;
  readonly group: string;
  readonly ttl: number;
  readonly endpointCount?: number;
  readonly whenNoReplica: WhenNoReplica;
  /** Fingerprint of the topic that the group should publish to. */
  readonly topic?: string;
}

/** A holder that a newer one has followed. It says no more how the names are led, but none of its names goes while it is there. */
export interface EarlierHolder extends Holder, Terms {
  /** How many names there were when the newer one came. */
  readonly names: number;
}

/**
 * The registration of one prefix in a zone, kept in the zone itself as a TXT record. Every batch deletes the claim it read and creates
 * its successor: with Route 53's all-or-nothing rule that is a compare-and-swap.
 *
 * Its terms are those of the newest holder. A retained claim has no holder, and its terms are those of the last one.
 */
export interface Claim extends Terms {
  readonly prefix: string;
  /** The newest. */
  readonly holder?: Holder;
  /** The oldest first. */
  readonly earlier: readonly EarlierHolder[];
  /** The primary last seen. */
  readonly primary?: string;
  readonly demotions: readonly Demotion[];
  readonly recoveries: readonly Recovery[];
  /** The names 1, 2, ... in order. */
  readonly endpoints: readonly Endpoint[];
  /** Fewer names were wanted first at `since`; names are removed when that still holds a minute later. */
  readonly fewer?: { readonly count: number; readonly since: number };
  /** What was there before the first holder: put back when the last one goes. `retained`: a claim that a stack had left behind. */
  readonly adopted?: { readonly retained: boolean; readonly found: readonly FoundRecord[] };
  readonly generation: number;
  /** Words of a later version of the library that this one need not understand. */
  readonly carried?: readonly string[];
}

/** The reconciler of a retained claim: none has this fingerprint. */
export const NOBODY = '00000000';
