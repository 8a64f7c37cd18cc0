import { address, node } from './given-group';
import { Claim, Endpoint } from '../../src/reconciler/decide/claim';
import { written } from '../../src/reconciler/decide/plan';
import { cname } from '../../src/reconciler/decide/record';

export const ZONE = 'db.example';

/** A claim as its own pass left it: `read1`, `read2`, ... lead to the nodes of these numbers. */
export function givenClaim(nodes: readonly number[], claim: Partial<Claim> = {}): Claim {
  return {
    prefix: 'read',
    reconciler: '5f0c2a11',
    owner: 'Shop/91be02cd',
    instance: 'a1b2c3d4e5',
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
