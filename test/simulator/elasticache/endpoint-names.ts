import { createHash } from 'node:crypto';

/**
 * Endpoints as ElastiCache names them, which differs with TLS.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html
 */
export class EndpointNames {
  private readonly hash: string;
  private readonly region: string;

  constructor(account: string, region: string) {
    this.hash = BigInt(`0x${createHash('sha256').update(account + region).digest('hex').slice(0, 12)}`).toString(36).slice(-6);
    this.region = shortRegion(region);
  }

  node(groupId: string, nodeId: string, tls: boolean): string {
    return this.host(tls ? `${nodeId}.${groupId}.${this.hash}` : `${nodeId}.${this.hash}.0001`);
  }

  primary(groupId: string, tls: boolean): string {
    return this.host(tls ? `primary.${groupId}.${this.hash}` : `${groupId}.${this.hash}.ng.0001`);
  }

  reader(groupId: string, tls: boolean): string {
    return this.host(tls ? `replica.${groupId}.${this.hash}` : `${groupId}-ro.${this.hash}.ng.0001`);
  }

  configuration(groupId: string): string {
    return this.host(`${groupId}.${this.hash}.clustercfg`);
  }

  private host(first: string): string {
    return `${first}.${this.region}.cache.amazonaws.com`;
  }
}

// us-east-1 is use1, ap-southeast-2 is apse2.
function shortRegion(region: string): string {
  const [area, direction, number] = region.split('-');
  const letters = direction.replace(/(north|south|east|west|central)/g, (word) => word[0]);
  return `${area}${letters}${number}`;
}
