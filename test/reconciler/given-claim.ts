import { address, node } from './given-group';
import { Claim, Endpoint, Holder } from '../../src/reconciler/decide/claim';
import { cname } from '../../src/reconciler/decide/record';
import { written } from '../../src/reconciler/decide/written';

export const ZONE = 'db.example';

export const HOLDER: Holder = { instance: 'a1b2c3d4e5', stack: 'Shop/91be02cd', place: '4fe01a22', resource: '0b1c2d3e', since: 1_700_000_000, keep: false };

/** A claim as its own pass left it: `read1`, `read2`, ... lead to the nodes of these numbers. */
export function givenClaim(nodes: readonly number[], claim: Partial<Claim> = {}): Claim {
  return {
    prefix: 'read',
    reconciler: '5f0c2a11',
    holder: HOLDER,
    earlier: [],
    group: 'testdns',
    ttl: 10,
    whenNoReplica: 'PRIMARY',
    primary: node(1),
    demotions: [],
    endpoints: nodes.map((number) => givenEndpoint(number)),
    generation: 4,
    ...claim,
  };
}

export function givenEndpoint(number: number, endpoint: Partial<Endpoint> = {}): Endpoint {
  return { node: node(number), written: written(cname('any', address(number), 10)), standIn: false, ...endpoint };
}
