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
  readonly groups: { read(ids: readonly string[], sitting: Sitting): Promise<ReadonlyMap<string, GroupView>> };
  readonly clock: { now(): number; sleep(ms: number): Promise<void>; random(): number };
}

/** Reads of one sitting share the pages of long lists: a page that one of them has read is not asked for again. */
export interface Sitting {
  now(): number;
}

/** What deploying needs beyond what a pass needs. */
export interface DeployWorld extends World {
  readonly zone: World['zone'] & { inSync(changeId: string): Promise<boolean>; trueName(): Promise<string> };
  log(line: string): void;
}
