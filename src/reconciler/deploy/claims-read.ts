import { Claim } from '../decide/claim';
import { ParsedClaim, parseClaim } from '../decide/claim-text';
import { Current } from '../decide/plan';
import { implausible } from '../decide/plausible';
import { RecordSet } from '../decide/record';
import { endpointName, isPrefix, MOST_ENDPOINTS } from '../names';
import { DeployWorld } from '../world';

/** A record that can't be read as a claim. */
export interface Unreadable {
  readonly problem: string;
  readonly text: string;
}

/** The claims of a zone, and what stands under the names of those that a request concerns. */
export interface ClaimsRead {
  readonly claims: ReadonlyMap<string, Claim>;
  /** Records where claims stand that are none, by prefix. */
  readonly unreadable: ReadonlyMap<string, Unreadable>;
  current(prefix: string): Current;
}

/** @param concerned which of the claims, besides that of `prefix`, may be changed */
export async function readClaims(world: DeployWorld, prefix: string, concerned: (claim: Claim) => boolean): Promise<ClaimsRead> {
  const claims = new Map<string, Claim>();
  const unreadable = new Map<string, Unreadable>();
  const now = Math.floor(world.clock.now() / 1000);
  const zone = await world.zone.read((records) => {
    for (const [each, found] of records) {
      const parsed = readClaim(each, found, now);
      if ('claim' in parsed) claims.set(each, parsed.claim);
      else unreadable.set(each, { problem: parsed.problem, text: found.flatMap(({ values }) => values).join(' ').replaceAll('" "', '') });
    }
    const prefixes = new Set([prefix, ...[...claims.values()].filter(concerned).map((claim) => claim.prefix)]);
    return [...prefixes].filter(isPrefix).flatMap((each) => allNames(each, world.zoneName));
  });
  return {
    claims,
    unreadable,
    current: (each) => ({ zone: world.zoneName, claim: zone.claims.get(each)?.[0], at: (name) => zone.at(name) }),
  };
}

/** What this library can't have written is nobody's claim, though it reads like one. */
function readClaim(prefix: string, [record, ...more]: readonly RecordSet[], now: number): ParsedClaim {
  const parsed = more.length > 0 ? { problem: 'shares its name with other records' } : parseClaim(prefix, record);
  const reason = 'claim' in parsed ? implausible(parsed.claim, now) : undefined;
  return reason === undefined ? parsed : { problem: `is no claim that this library writes: ${reason}` };
}

function allNames(prefix: string, zone: string): string[] {
  return Array.from({ length: MOST_ENDPOINTS }, (_, index) => endpointName(prefix, index + 1, zone));
}
