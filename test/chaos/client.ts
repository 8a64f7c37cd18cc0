import { ClaimJudge, Seen } from './judge/claim-judge';
import { Tally } from './judge/tally';
import { CachingResolver } from '../simulator/dns/resolver';
import { ElastiCache } from '../simulator/elasticache/elasticache';

/** A client that reads from every name it was promised, ten times a second, through a resolver of its own that keeps answers for their TTL. */
export class Client {
  constructor(
    private readonly resolver: CachingResolver,
    private readonly elasticache: ElastiCache,
    private readonly zoneName: string,
    private readonly tally: Tally,
  ) {}

  async read(claim: ClaimJudge, now: number): Promise<Seen[]> {
    const nodes = new Map(this.elasticache.group(claim.claimed.groupId).nodes.map((node) => [node.ip, node]));
    return Promise.all(claim.promised(now).map(async (number) => {
      const { address, canonicalName } = await this.resolver.resolve(`${claim.nameOf(number)}.${this.zoneName}`);
      const node = nodes.get(address ?? '');
      this.tally.reads += 1;
      if (!node?.alive) this.tally.failedReads += 1;
      else if (node.role === 'primary') this.tally.primaryReads += 1;
      return { number, target: canonicalName.toLowerCase() };
    }));
  }
}
