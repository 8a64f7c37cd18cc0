import { recordKey, RecordSet } from './record-set';

/** The records of a zone at one time, by name. */
export class ZoneRecords {
  private readonly byName: Map<string, readonly RecordSet[]>;

  constructor(records: readonly RecordSet[] | ZoneRecords) {
    this.byName = new Map(records instanceof ZoneRecords ? records.byName : []);
    if (!(records instanceof ZoneRecords)) records.forEach((record) => this.set(record));
  }

  get size(): number {
    return this.all().length;
  }

  copy(): ZoneRecords {
    return new ZoneRecords(this);
  }

  all(): RecordSet[] {
    return [...this.byName.values()].flat();
  }

  named(name: string): readonly RecordSet[] {
    return this.byName.get(name) ?? [];
  }

  get(which: Pick<RecordSet, 'name' | 'type' | 'setIdentifier'>): RecordSet | undefined {
    return this.named(which.name).find((record) => recordKey(record) === recordKey(which));
  }

  set(record: RecordSet): void {
    this.byName.set(record.name, [...this.others(record), record]);
  }

  delete(record: RecordSet): void {
    const rest = this.others(record);
    if (rest.length > 0) this.byName.set(record.name, rest);
    else this.byName.delete(record.name);
  }

  private others(record: RecordSet): RecordSet[] {
    return this.named(record.name).filter((other) => recordKey(other) !== recordKey(record));
  }
}
