import { Claim, ELSEWHERE, FoundRecord, NOBODY } from '../decide/claim';
import { claimRecord } from '../decide/claim-text';
import { Current } from '../decide/plan';
import { Change, cname, RecordSet } from '../decide/record';
import { isAmong, isOurs, written } from '../decide/written';
import { endpointName } from '../names';

/**
 * What is left of a claim without a holder.
 *
 * | name                                             | destroyed                                  | retained              |
 * |--------------------------------------------------|--------------------------------------------|-----------------------|
 * | as we wrote it                                   | deleted                                    | stays                 |
 * | as we wrote it, adopted                          | put back as it was found                   | stays                 |
 * | gone, or above the present count, adopted        | put back where nothing stands              | stays                 |
 * | changed by somebody else                         | stays                                      | stays                 |
 * | points, or is to be put back, where ElastiCache has no nodes | stays as it is                 | stays                 |
 * | the claim                                        | deleted; put back if it was a retained one | stays, without holder |
 *
 * The claim alone is not believed: anybody who may write TXT records in the zone could have written it.
 *
 * @param addresses of nodes, as far as any are known
 */
export function release(claim: Claim, retain: boolean, current: Current, addresses: readonly string[]): Change[] {
  if (retain) return swap(current, { ...claim, adopted: undefined });
  const found = (claim.adopted?.found ?? []).filter(({ target }) => isAmong(target, addresses));
  const given = claim.endpoints.flatMap((endpoint, index) => {
    const isItsOwn = (record: RecordSet) => isOurs(record, endpoint.written, addresses);
    return giveUp(claim, current, index + 1, isItsOwn, found);
  });
  const missing = found.filter(({ number }) => number > claim.endpoints.length).flatMap((each) => putBack(claim, current, each));
  const names = [...given, ...missing];
  if (claim.adopted?.retained) return [...names, ...swap(current, retainedAgain(claim, current))];
  return [...names, { action: 'DELETE', record: current.claim! }];
}

function swap(current: Current, claim: Claim): Change[] {
  const free: Claim = { ...claim, holder: undefined, earlier: [], reconciler: NOBODY, fewer: undefined, generation: claim.generation + 1 };
  return [{ action: 'DELETE', record: current.claim! }, { action: 'CREATE', record: claimRecord(free, current.zone) }];
}

/** As it was found: nothing is known of its nodes but where its names pointed. */
function retainedAgain(claim: Claim, current: Current): Claim {
  const found = claim.adopted?.found ?? [];
  const endpoints = found.map((each) => ({ node: ELSEWHERE, written: written(recordOf(claim, current, each)), standIn: false }));
  return { ...claim, endpoints, adopted: undefined };
}

function giveUp(claim: Claim, current: Current, number: number, isItsOwn: (record: RecordSet) => boolean, found: readonly FoundRecord[]): Change[] {
  const [record, ...more] = current.at(endpointName(claim.prefix, number, current.zone));
  const before = found.find((each) => each.number === number);
  if (record === undefined) return before ? putBack(claim, current, before) : [];
  if (more.length > 0 || !isItsOwn(record)) return [];
  if (before !== undefined && record.values[0] === before.target && record.ttl === before.ttl) return [];
  return [{ action: 'DELETE', record }, ...before ? [{ action: 'CREATE', record: recordOf(claim, current, before) } as const] : []];
}

function putBack(claim: Claim, current: Current, found: FoundRecord): Change[] {
  const record = recordOf(claim, current, found);
  return current.at(record.name).length === 0 ? [{ action: 'CREATE', record }] : [];
}

function recordOf(claim: Claim, current: Current, { number, target, ttl }: FoundRecord) {
  return cname(endpointName(claim.prefix, number, current.zone), target, ttl);
}
