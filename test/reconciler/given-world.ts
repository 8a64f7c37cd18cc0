import { ZONE } from './given-claim';
import { address, givenGroup, MemberSketch } from './given-group';
import { InMemoryWorld } from './in-memory-world';
import { Claim } from '../../src/reconciler/decide/claim';
import { claimRecord } from '../../src/reconciler/decide/claim-text';
import { cname } from '../../src/reconciler/decide/record';

/** A world in which the names lead to where the claims say, and the group `testdns` looks like this. */
export function givenWorld(claims: readonly Claim[], members: readonly MemberSketch[]): InMemoryWorld {
  const world = new InMemoryWorld(...claims.flatMap((claim) => [claimRecord(claim, ZONE), ...names(claim)]));
  world.groups.set(givenGroup(members));
  return world;
}

function names({ prefix, endpoints, ttl }: Claim) {
  return endpoints.map(({ node }, index) => cname(`${prefix}${index + 1}.${ZONE}`, address(Number(node.slice(-1))), ttl));
}
