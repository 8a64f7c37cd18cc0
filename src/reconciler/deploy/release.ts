import { Claim, claimRecord, FoundRecord } from '../decide/claim';
import { ADOPTION_RETURNED_WITHIN, Current, isWritten } from '../decide/plan';
import { Change, cname } from '../decide/record';
import { endpointName } from '../names';

/** No reconciler has this fingerprint: a retained claim is nobody's work. */
const NOBODY = '00000000';

/**
 * What a deleted construct leaves behind.
 *
 * | name                                         | destroyed                    | retained                        |
 * |----------------------------------------------|------------------------------|---------------------------------|
 * | as we wrote it                               | deleted                      | stays                           |
 * | as we wrote it, adopted less than a day ago  | put back as it was found     | stays                           |
 * | changed by somebody else                     | stays                        | stays                           |
 * | the claim                                    | deleted                      | stays, without owner            |
 */
export function release(claim: Claim, retain: boolean, current: Current, now: number): Change[] {
  const swapOut: Change = { action: 'DELETE', record: current.claim! };
  if (retain) {
    const free = { ...claim, owner: undefined, reconciler: NOBODY, generation: claim.generation + 1 };
    return [swapOut, { action: 'CREATE', record: claimRecord(free, current.zone) }];
  }
  const returned = claim.adopted && now < claim.adopted.at + ADOPTION_RETURNED_WITHIN ? claim.adopted.found : [];
  const given = claim.endpoints.flatMap(({ written }, index) => giveUp(claim, current, index + 1, written, returned));
  const missing = returned.filter(({ number }) => number > claim.endpoints.length).flatMap((found) => putBack(claim, current, found));
  return [...given, ...missing, swapOut];
}

function giveUp(claim: Claim, current: Current, number: number, written: string, returned: readonly FoundRecord[]): Change[] {
  const [record, ...more] = current.at(endpointName(claim.prefix, number, current.zone));
  const found = returned.find((each) => each.number === number);
  if (record === undefined) return found ? putBack(claim, current, found) : [];
  if (more.length > 0 || !isWritten(record, written)) return [];
  if (found !== undefined && record.values[0] === found.target && record.ttl === found.ttl) return [];
  return [{ action: 'DELETE', record }, ...found ? [{ action: 'CREATE', record: recordOf(claim, current, found) } as const] : []];
}

function putBack(claim: Claim, current: Current, found: FoundRecord): Change[] {
  const record = recordOf(claim, current, found);
  return current.at(record.name).length === 0 ? [{ action: 'CREATE', record }] : [];
}

function recordOf(claim: Claim, current: Current, { number, target, ttl }: FoundRecord) {
  return cname(endpointName(claim.prefix, number, current.zone), target, ttl);
}
