import { GroupView } from '../../src/reconciler/decide/group-view';
import { RecordSet } from '../../src/reconciler/decide/record';
import { DeployWorld } from '../../src/reconciler/world';
import { InMemoryZone } from '../reconciler/in-memory-zone';

/** Breaks that the exploration must find. */
export interface Sabotage {
  /** Batches leave the claim out. */
  readonly withoutSwap?: boolean;
  /** The group is read before the zone. */
  readonly groupFirst?: boolean;
  /** A plan is written however old it is. */
  readonly withoutFreshness?: boolean;
}

export interface Case extends Sabotage {
  readonly reconcilers: number;
  /** How the group looks, one after the other; the first is there at the beginning. */
  readonly history: readonly GroupView[];
  /** Of the claims that are there at the beginning. */
  readonly prefixes?: readonly string[];
  /** Somebody else's records. */
  readonly foreign?: readonly RecordSet[];
  /** Records that a deployment may adopt. */
  readonly adoptable?: readonly RecordSet[];
  /** What the claims function does meanwhile, invocation by invocation. */
  readonly deployments?: readonly ((world: DeployWorld) => Promise<void>)[];
  /** What holds at the end, when it isn't that every claim is there and its names are right. */
  readonly ends?: (zone: InMemoryZone) => void;
  /** Seconds that pass at once, some time or other. */
  readonly pauses?: readonly number[];
  /** So many functions die, at any of their calls. */
  readonly crashes?: number;
  /** So many writes are made but not answered, or refused for now, or given up and made some time later. */
  readonly troubles?: number;
  /** So many answers about the group are one view old. */
  readonly staleAnswers?: number;
  /** The group's roles are answered at one moment, the state of its nodes at another. */
  readonly tornAnswers?: boolean;
}
