import { fingerprint } from './fingerprint';
import { plainName } from '../names';
import { RecordSet } from './record';
import { regionOf } from './region-of';

/** Of a name that has had no record of ours: whatever stands there is somebody else's, even if it leads where we would. */
export const NEVER_WRITTEN = fingerprint('');

/** Fingerprint of a record that we write. */
export function written(record: RecordSet): string {
  return fingerprint(`${plainName(record.values[0])} ${record.ttl}`);
}

/**
 * Whether a record is one that the reconciler has written. The claim alone is not believed: whoever may write TXT records in the zone could claim the fingerprint
 * of any record, and have it deleted. What was written points to where ElastiCache has the nodes.
 */
export function isOurs(record: RecordSet, fingerprinted: string, addresses: readonly string[]): boolean {
  if (!isWritten(record, fingerprinted)) return false;
  const region = regionOf(plainName(record.values[0]));
  return addresses.length === 0 || addresses.some((address) => regionOf(plainName(address)) === region);
}

export function isWritten(record: RecordSet, fingerprinted: string): boolean {
  return record.type === 'CNAME' && record.simple && record.values.length === 1 && written(record) === fingerprinted;
}
