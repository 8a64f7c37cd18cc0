import { GroupView } from './decide/group-view';
import { Change, RecordSet } from './decide/record';

/** What a pass reads and writes; adapters and tests provide it. */
export interface World {
  readonly zoneName: string;
  readonly zone: {
    read(namesNeeded: (claims: ReadonlyMap<string, readonly RecordSet[]>) => readonly string[]): Promise<{
      readonly claims: ReadonlyMap<string, readonly RecordSet[]>;
      at(name: string): readonly RecordSet[];
    }>;
    change(changes: readonly Change[], comment: string): Promise<string>;
  };
  /**
   * Begins a reading of groups. One is begun for each look at them, and never kept: what it has read it does not ask for again. `isRemembered`:
   * whether more must be known of a node than what was logged lately.
   */
  readonly groups: { reading(isRemembered?: (node: string) => boolean): GroupReading };
  readonly clock: { now(): number; sleep(ms: number): Promise<void>; random(): number };
}

/**
 * Reads of one reading share the pages of long lists. A group that could not be found is left out of the answer; one that could not be read is told by its error,
 * and delays no other; a view says which of its sources could not be read. It rejects when what all of them need could not be read.
 */
export interface GroupReading {
  read(ids: readonly string[]): Promise<ReadonlyMap<string, GroupView | Error>>;
}

/** What deploying needs beyond what a pass needs. */
export interface DeployWorld extends World {
  readonly zone: World['zone'] & { inSync(changeId: string): Promise<boolean>; trueName(): Promise<string> };
  log(line: string): void;
}
