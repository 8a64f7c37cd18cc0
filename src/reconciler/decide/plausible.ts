import { Claim, FoundRecord, Terms } from './claim';
import { isPrefix, MOST_ENDPOINTS } from '../names';

/** Clocks of two functions may differ by so many seconds. */
const CLOCKS_DIFFER = 10 * 60;
const LONGEST_TTL = 3600;
/** A TTL of DNS. */
const LONGEST_FOUND_TTL = 2 ** 31 - 1;

/**
 * Why this library can't have written a claim, though it can be read: whoever may write TXT records in the zone may have. What synth and the claims function
 * refuse can't be in a claim, and no time in it lies in the future.
 *
 * | of                                    | it can be                                                          |
 * |---------------------------------------|--------------------------------------------------------------------|
 * | the prefix                            | labels that names can be made of: no `_`, no `*`, no digit at the end |
 * | ttl, of each holder                   | 1 to 3,600 s                                                       |
 * | the names, asked for or there         | 1 to 50 where asked for; 50 at most                                |
 * | records that were found               | number 1 to 50, each once; a TTL of DNS                            |
 * | a time                                | not in the future                                                  |
 * | a claim without holder                | a retained one, with no earlier holders                            |
 *
 * @param now seconds since the epoch
 */
export function implausible(claim: Claim, now: number): string | undefined {
  const { prefix, holder, earlier, endpoints, demotions, fewer, adopted, generation } = claim;
  if (!isPrefix(prefix)) return `no names can be made of '${prefix}'`;
  if (holder === undefined && earlier.length > 0) return 'it has earlier holders, but no holder';
  const terms = [claim, ...earlier].map(implausibleTerms).find((reason) => reason !== undefined);
  if (terms !== undefined) return terms;
  if (endpoints.length > MOST_ENDPOINTS) return `it has ${endpoints.length} names`;
  const names = earlier.find((each) => each.names > MOST_ENDPOINTS)?.names;
  if (names !== undefined) return `an earlier holder has ${names} names`;
  if (fewer !== undefined && !isNumber(fewer.count)) return `${fewer.count} names are wanted`;
  const times = [holder?.since, ...earlier.map(({ since }) => since), ...demotions.map(({ at }) => at), fewer?.since];
  const future = times.find((time) => time !== undefined && time > now + CLOCKS_DIFFER);
  if (future !== undefined) return `a time in it lies in the future, got: ${future}`;
  if (!Number.isSafeInteger(generation + 1)) return `its generation is ${generation}`;
  return implausibleFound(adopted?.found ?? []);
}

function implausibleTerms({ ttl, endpointCount, group }: Terms): string | undefined {
  if (ttl < 1 || ttl > LONGEST_TTL) return `its ttl is ${ttl}`;
  if (endpointCount !== undefined && !isNumber(endpointCount)) return `its endpointCount is ${endpointCount}`;
  return group.length > 40 ? `its group is '${group}'` : undefined;
}

function implausibleFound(found: readonly FoundRecord[]): string | undefined {
  const numbers = found.map(({ number }) => number);
  const odd = numbers.find((number, index) => !isNumber(number) || numbers.indexOf(number) !== index);
  if (odd !== undefined) return `it found a record under the name ${odd}`;
  const record = found.find(({ target, ttl }) => ttl > LONGEST_FOUND_TTL || !/^[\w.-]+$/.test(target));
  return record && `it found a record to ${record.target} with ttl ${record.ttl}`;
}

function isNumber(number: number): boolean {
  return number >= 1 && number <= MOST_ENDPOINTS;
}
