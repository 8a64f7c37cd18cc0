import { Change, RecordSet } from '../../src/reconciler/record';

/** Route 53's own rules and no others: a batch is applied whole or not at all, a DELETE is exact, a CREATE finds the place empty. */
export class ModelZone {
  readonly records = new Map<string, RecordSet>();

  apply(changes: readonly Change[]): void {
    const after = new Map(this.records);
    for (const { action, record } of changes) {
      const key = `${record.name} ${record.type}`;
      const there = after.get(key);
      if (action === 'CREATE' && [...after.values()].some(({ name }) => name === record.name)) throw invalid(`${key} exists`);
      if (action === 'DELETE' && JSON.stringify(there) !== JSON.stringify(record)) throw invalid(`${key} is not as stated`);
      if (action === 'CREATE') after.set(key, record);
      else after.delete(key);
    }
    this.records.clear();
    for (const [key, record] of after) this.records.set(key, record);
  }

  at(name: string): RecordSet[] {
    return [...this.records.values()].filter((record) => record.name === name);
  }
}

function invalid(message: string): Error {
  return Object.assign(new Error(message), { name: 'InvalidChangeBatch', $metadata: { httpStatusCode: 400 } });
}
