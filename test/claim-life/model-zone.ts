import { Answer, Call, Fate, isMadeUp, ServedZone } from './calls';
import { Claim, Terms } from '../../src/reconciler/decide/claim';
import { lifeAfter } from '../../src/reconciler/decide/claim-life';
import { HolderRequest } from '../../src/reconciler/decide/held-claims';
import { holdersOf } from '../../src/reconciler/decide/holders';

/** Claims as the program under test keeps them, names by their number, and what a function does with a call: no AWS, no records. */
export class ModelZone implements ServedZone {
  claims: ReadonlyMap<string, Claim> = new Map();

  async serve(call: Call, fate: Fate): Promise<Answer> {
    const failure = { status: 'FAILED', id: call.type === 'Create' ? call.requestId : call.id! } as const;
    if (fate === 'fails before its write') return failure;
    const life = lifeAfter(requestOf(call), this.claims);
    if ('refusal' in life) return call.type === 'Delete' ? { status: 'SUCCESS', id: call.id! } : failure;
    const claims = new Map(this.claims);
    for (const [prefix, claim] of life.claims) {
      if (claim === undefined) claims.delete(prefix);
      else claims.set(prefix, withNames(claim, Math.max(claim.endpoints.length, wanted(claim))));
    }
    this.claims = claims;
    if (fate === 'fails after its write') return { status: 'FAILED', id: call.type === 'Delete' ? call.id! : life.instance };
    return { status: 'SUCCESS', id: call.type === 'Delete' ? call.id! : life.instance };
  }

  async pass(): Promise<void> {
    this.claims = new Map([...this.claims].map(([prefix, claim]) => [prefix, withNames(claim, wanted(claim))]));
  }

  names(prefix: string): number {
    return this.claims.get(prefix)?.endpoints.length ?? 0;
  }

  holders(): readonly string[] {
    return [...this.claims.values()].flatMap((claim) => holdersOf(claim).map(({ instance }) => instance));
  }

  told(): string {
    return [...this.claims].sort().map(([prefix, claim]) => `${prefix}: ${claim.endpoints.length} names of ${holdersOf(claim).map(({ endpointCount }) => endpointCount).join('+')}`).join(', ');
  }
}

function requestOf({ type, stack, resource, registered, id, requestId, at, again = false }: Call): HolderRequest {
  const terms: Terms = { reconciler: '5f0c2a11', group: 'testdns', ttl: 10, endpointCount: registered.count, whenNoReplica: 'PRIMARY' };
  return {
    type,
    prefix: registered.prefix,
    terms,
    names: registered.count,
    holder: { instance: requestId, stack, place: stack.slice(0, 1), resource, since: at, keep: false },
    instance: isMadeUp(id) ? undefined : id,
    adoptExisting: false,
    late: again,
  };
}

function wanted(claim: Claim): number {
  return Math.max(claim.endpointCount ?? 0, ...claim.earlier.map(({ names }) => names));
}

function withNames(claim: Claim, count: number): Claim {
  return { ...claim, endpoints: Array.from({ length: count }, () => ({ node: 'testdns-002', written: '0fa3b1c2', standIn: false })) };
}
