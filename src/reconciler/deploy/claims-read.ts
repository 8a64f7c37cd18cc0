import { Claim } from '../decide/claim';
import { parseClaim } from '../decide/claim-text';
import { Current } from '../decide/plan';
import { endpointName, MOST_ENDPOINTS } from '../names';
import { DeployWorld } from '../world';

/** The claims of a zone, and what stands under the names of those that a request concerns. */
export interface ClaimsRead {
  readonly claims: ReadonlyMap<string, Claim>;
  /** Why the record of a claim can't be read, by prefix. */
  readonly problems: ReadonlyMap<string, string>;
  current(prefix: string): Current;
}

/** @param concerned which of the claims, besides that of `prefix`, may be changed */
export async function readClaims(world: DeployWorld, prefix: string, concerned: (claim: Claim) => boolean): Promise<ClaimsRead> {
  const claims = new Map<string, Claim>();
  const problems = new Map<string, string>();
  const zone = await world.zone.read((records) => {
    for (const [each, [record, ...more]] of records) {
      const parsed = more.length > 0 ? { problem: 'shares its name with other records' } : parseClaim(each, record);
      if ('claim' in parsed) claims.set(each, parsed.claim);
      else problems.set(each, parsed.problem);
    }
    const prefixes = new Set([prefix, ...[...claims.values()].filter(concerned).map((claim) => claim.prefix)]);
    return [...prefixes].flatMap((each) => allNames(each, world.zoneName));
  });
  return {
    claims,
    problems,
    current: (each) => ({ zone: world.zoneName, claim: zone.claims.get(each)?.[0], at: (name) => zone.at(name) }),
  };
}

function allNames(prefix: string, zone: string): string[] {
  return Array.from({ length: MOST_ENDPOINTS }, (_, index) => endpointName(prefix, index + 1, zone));
}
