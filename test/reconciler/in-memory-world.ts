import { ZONE } from './given-claim';
import { InMemoryZone } from './in-memory-zone';
import { GroupView } from '../../src/reconciler/decide/group-view';
import { RecordSet } from '../../src/reconciler/decide/record';
import { DeployWorld, GroupReading } from '../../src/reconciler/world';

/** A zone, groups that answer what they are told to, and a clock that moves only when somebody sleeps, or a test moves it. */
export class InMemoryWorld implements DeployWorld {
  readonly zoneName = ZONE;
  readonly zone: InMemoryZone;
  readonly groups = new InMemoryGroups();
  readonly clock = new InstantClock();
  readonly lines: string[] = [];

  constructor(...records: readonly RecordSet[]) {
    this.zone = new InMemoryZone(...records);
  }

  log(line: string): void {
    this.lines.push(line);
  }
}

class InMemoryGroups {
  /** What was asked for, read by read. */
  readonly reads: (readonly string[])[] = [];
  /** What happens at the next reads before they are answered. */
  readonly nextReads: (() => void)[] = [];
  /** Of which nodes more than the last events is asked for, reading by reading. */
  readonly remembered: ((node: string) => boolean)[] = [];
  private readonly views = new Map<string, GroupView | Error>();

  /** As the real one does, it asks once for what it is asked for again. */
  reading(isRemembered: (node: string) => boolean): GroupReading {
    this.remembered.push(isRemembered);
    const read = new Map<string, GroupView | Error | undefined>();
    return {
      read: async (ids) => {
        this.reads.push(ids);
        this.nextReads.shift()?.();
        for (const id of ids) if (!read.has(id)) read.set(id, this.views.get(id));
        return new Map(ids.flatMap((id) => { const view = read.get(id); return view ? [[id, view] as const] : []; }));
      },
    };
  }

  /** From now on the group can't be read. */
  fail(id: string, error: Error): void {
    this.views.set(id, error);
  }

  /** From now on the group looks like this. */
  set(view: GroupView): void {
    this.views.set(view.id, view);
  }
}

class InstantClock {
  readonly naps: number[] = [];
  private ms = 1_700_000_000_000;

  now(): number {
    return this.ms;
  }

  async sleep(ms: number): Promise<void> {
    this.naps.push(ms);
    this.pass(ms);
  }

  random(): number {
    return 0.5;
  }

  pass(ms: number): void {
    this.ms += ms;
  }
}
