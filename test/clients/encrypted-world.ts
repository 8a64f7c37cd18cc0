import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib/core';
import { Story } from '../end-to-end/story';
import { ACCOUNT, REGION, ZONE } from '../end-to-end/synthesize';
import { EndpointNames } from '../simulator/elasticache/endpoint-names';
import { Authority, certify, Identity, issue, makeAuthority } from '../simulator/redis/certificates';
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
    const certificate = issue(join(folder, 'amazon'), 'The authority of the nodes', domainOf(readerEndpoint));
    const amazon = { certificate: certificate.authority, key: join(folder, 'amazon', 'ca.key') };
    const anybodys = makeAuthority(join(folder, 'anybodys'), 'An authority that certifies anybody');
    const nodes = await RedisNodes.open(folder, undefined, certificate);
    const story = await Story.begin({ backend: nodes });
    const world = new EncryptedWorld(folder, story, nodes, readerEndpoint, amazon, anybodys);
    writeFileSync(world.system, [amazon, anybodys].map((authority) => readFileSync(authority.certificate)).join(''));
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
    private readonly amazon: Authority,
    private readonly anybodys: Authority,
  ) {}

  /** A store as a system comes with: the nodes' authority, and one that sells to anybody who shows that a name is his. */
  get system(): string {
    return join(this.folder, 'system.pem');
  }

  /** A file with the nodes' authority alone. */
  get authorities(): string {
    return this.amazon.certificate;
  }

  /** A file with the other authority alone. */
  get otherAuthorities(): string {
    return this.anybodys.certificate;
  }

  /** What the nodes' certificate is for. */
  get wildcard(): string {
    return `*.${domainOf(this.readerEndpoint)}`;
  }

  /** A certificate that somebody else came by. Since June 2025 Amazon's authority, too, sells to anybody: exportable certificates of ACM. */
  forge(authority: 'amazon' | 'anybodys', host: string): Identity {
    return certify(this[authority], join(this.folder, `${authority} ${host}`), host);
  }

  /** A name of the zone that leads elsewhere. */
  lead(name: string, target: string): string {
    this.story.zone.put({ name: `${name}.${ZONE}`, type: 'CNAME', ttl: 1, values: [target] });
    return `${name}.${ZONE}`;
  }

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

  /** The address that the name leads to. */
  async addressOfName(): Promise<string> {
    return this.nodes.addressOf(await this.nodeOfName()).ip;
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
