import { Claim, NOBODY } from '../decide/claim';
import { parseClaim } from '../decide/claim-text';
import { Held, holdersOf } from '../decide/holders';
import { implausible } from '../decide/plausible';
import { RecordSet } from '../decide/record';
import { isPrefix } from '../names';

/** A claim that is served here, with its record. */
export interface Addressed {
  readonly claim: Claim;
  readonly record: RecordSet;
}

/** What stands where claims stand, and is not served here. */
export interface Unserved {
  readonly prefix: string;
  readonly reason: string;
  /** Who holds it, as far as it can be read. */
  readonly holders?: readonly Held[];
  /**
   * `failed`: it is addressed to this reconciler, whose names do not follow. `told`: nobody can tell whose it is, so that each reconciler of the zone tells of it.
   * `listed`: others know of it.
   */
  readonly kind: 'failed' | 'told' | 'listed';
}

/**
 * Whose work a record is that stands where claims stand.
 *
 * | the record                                              | is                                         |
 * |---------------------------------------------------------|--------------------------------------------|
 * | a claim addressed to this reconciler                    | served                                     |
 * | the same, but it can't be this library's                | not served; failed                         |
 * | unreadable, or beside others, and addressed to this one | not served; failed                         |
 * | unreadable, and addressed to none or several            | not served; told                           |
 * | addressed to another reconciler, readable or not        | that one's                                 |
 * | a retained claim                                        | nobody's                                   |
 * | under a prefix that no names can be made of             | somebody's joke; told                      |
 *
 * @param now seconds since the epoch
 */
export function addressed(prefix: string, records: readonly RecordSet[], reconciler: string, now: number): Addressed | Unserved {
  const [record] = records;
  const parsed = records.length === 1 ? parseClaim(prefix, record) : { problem: 'shares its name with other records' };
  const readers = 'claim' in parsed ? [parsed.claim.reconciler] : readersOf(records);
  const problem = 'claim' in parsed ? implausibleText(parsed.claim, now) : parsed.problem;
  if (!isPrefix(prefix)) return { prefix, kind: 'told', reason: `its record is not a claim, since no names can be made of '${prefix}'` };
  if (readers.length === 1 && readers[0] === NOBODY) return { prefix, kind: 'listed', reason: 'it was retained by a stack that is gone' };
  if (readers.length === 1 && readers[0] !== reconciler) {
    const holders = 'claim' in parsed ? holdersOf(parsed.claim) : undefined;
    return { prefix, kind: 'listed', reason: `it is addressed to another reconciler, got: ${readers[0]}`, ...holders && { holders } };
  }
  if (problem !== undefined) return { prefix, kind: readers.includes(reconciler) ? 'failed' : 'told', reason: `its record ${problem}` };
  return 'claim' in parsed ? { claim: parsed.claim, record } : { prefix, kind: 'told', reason: 'its record is not a claim' };
}

/** A claim that is served has a holder: those of the retained ones are nobody's work. */
function implausibleText(claim: Claim, now: number): string | undefined {
  const reason = claim.holder === undefined && claim.reconciler !== NOBODY ? 'nobody holds it' : implausible(claim, now);
  return reason && `is no claim that this library writes: ${reason}`;
}

/** To whom records say that they are addressed, as far as that can be read. */
function readersOf(records: readonly RecordSet[]): string[] {
  const texts = records.flatMap(({ values }) => values.map((value) => value.replace(/" "|^"|"$/g, '')));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/(?:^| )r=([0-9a-f]{8})(?= |$)/g)].map(([, reader]) => reader)))];
}
