import { fingerprint } from './fingerprint';
import { plainName } from '../names';
import { RecordSet } from './record';

/** Of a name that has had no record of ours: whatever stands there is somebody else's, even if it leads where we would. */
export const NEVER_WRITTEN = fingerprint('');

/** Fingerprint of a record that we write. */
export function written(record: RecordSet): string {
  return fingerprint(`${plainName(record.values[0])} ${record.ttl}`);
}

export function isWritten(record: RecordSet, fingerprinted: string): boolean {
  return record.type === 'CNAME' && record.simple && record.values.length === 1 && written(record) === fingerprinted;
}
