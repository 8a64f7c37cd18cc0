import { Claim } from '../decide/claim';
import { Held } from '../decide/holders';
import { Move } from '../decide/move';
import { Contest, Plan } from '../decide/plan';
import { Standing } from '../decide/serving';

/** What became of one claim. */
export interface Outcome {
  readonly prefix: string;
  /** `right` after a pass means: as the group is, as far as it is known. `ignored` is not this reconciler's, and not known to be another's. */
  readonly result: 'right' | 'doubt' | 'failed' | 'ignored';
  readonly reason?: string;
  /** Its group could not be read, or not all of it, which may pass. */
  readonly unread?: boolean;
  /** Nothing that wakes the reconciler mends it; somebody has to. */
  readonly lasting?: boolean;
  /** As it was read. */
  readonly claim?: Claim;
  /** Who holds it, the oldest first. */
  readonly holders?: readonly Held[];
  readonly plan?: Plan;
  /** Who may hold names, as the plan was made of it. */
  readonly standing?: Standing;
  /** What was really written. */
  readonly moves: readonly Move[];
  readonly contested: readonly Contest[];
  readonly topicFault?: string;
  /** The names and where they led when the zone was read. */
  readonly current?: ReadonlyMap<string, string>;
}
