import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib/core';
import { Story } from '../end-to-end/story';
import { ACCOUNT, REGION, ZONE } from '../end-to-end/synthesize';
import { EndpointNames } from '../simulator/elasticache/endpoint-names';
import { issue } from '../simulator/redis/certificates';
import { RedisNodes } from '../simulator/redis/redis-nodes';

const GROUP = 'testdns';
const NAME = 'read1';

/**
 * A deployed stack whose group has in-transit encryption, with a real `redis-server` behind each node. The clients live in the time on the
 * wall and the simulated account in its own, which jumps: so the names have a TTL of a second.
 */
export class EncryptedWorld {
  static async open(): Promise<EncryptedWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'encrypted world '));
    const readerEndpoint = new EndpointNames(ACCOUNT, REGION).reader(GROUP, true);
    const certificate = issue(join(folder, 'authority'), 'An authority', domainOf(readerEndpoint));
    const foreign = issue(join(folder, 'another authority'), 'Another authority', domainOf(readerEndpoint));
    const nodes = await RedisNodes.open(folder, undefined, certificate);
    const story = await Story.begin({ backend: nodes });
    const world = new EncryptedWorld(folder, story, nodes, readerEndpoint, certificate.authority, foreign.authority);
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup(GROUP, 2).transitEncryptionEnabled = true;
      names({ cnamePrefix: 'read', ttl: Duration.seconds(1) });
    });
    await world.tellHostsFile();
    return world;
  }

  readonly name = `${NAME}.${ZONE}`;

  private constructor(
    private readonly folder: string,
    private readonly story: Story,
    private readonly nodes: RedisNodes,
    readonly readerEndpoint: string,
    readonly authority: string,
    readonly anotherAuthority: string,
  ) {}

  get dnsPort(): number {
    return this.story.dns.port;
  }

  get nodePort(): number {
    return this.nodes.port;
  }

  /** For programs that can't be told a name server: the same answers as a hosts file. */
  get hostsFile(): string {
    return join(this.folder, 'hosts');
  }

  /** The node that the name leads to, by the id that its server gave itself. */
  async runIdOfName(): Promise<string> {
    const node = await this.nodeOfName();
    return (await this.nodes.info(node))!.run_id;
  }

  /** The node behind the name becomes the primary, and the name moves away from it; the old primary comes back as a replica. */
  async promoteNodeOfName(): Promise<void> {
    const node = await this.nodeOfName();
    await this.story.failover(node);
    await this.story.wait(60);
    await this.tellHostsFile();
  }

  /** Until the lost node has been rebuilt. */
  async settle(): Promise<void> {
    await this.story.wait(1800);
    await this.tellHostsFile();
  }

  async close(): Promise<void> {
    await this.story.end();
    await this.nodes.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async nodeOfName(): Promise<string> {
    return (await this.story.names('read'))[NAME];
  }

  private async tellHostsFile(): Promise<void> {
    writeFileSync(this.hostsFile, `${this.nodes.addressOf(await this.nodeOfName()).ip} ${this.name}\n`);
  }
}

function domainOf(host: string): string {
  return host.slice(host.indexOf('.') + 1);
}
