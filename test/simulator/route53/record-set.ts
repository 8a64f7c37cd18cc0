/** A record as it stands in a hosted zone; the name is in Route 53's own form. */
export interface RecordSet {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly values: readonly string[];
  readonly setIdentifier?: string;
  readonly weight?: number;
}

/** A record as somebody asks for it. */
export interface ProposedRecord extends Omit<RecordSet, 'ttl'> {
  readonly ttl?: number;
}

export interface Change {
  readonly action: 'CREATE' | 'DELETE' | 'UPSERT';
  readonly record: ProposedRecord;
}

export interface ChangeBatch {
  readonly comment?: string;
  readonly changes: readonly Change[];
}

/** What makes two records the same one. */
export function recordKey({ name, type, setIdentifier }: Pick<RecordSet, 'name' | 'type' | 'setIdentifier'>): string {
  return JSON.stringify([name, type, setIdentifier ?? null]);
}
