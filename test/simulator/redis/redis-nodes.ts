import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { NodeBackend } from './node-backend';
import { Address, RedisNode, TransitEncryption } from './redis-node';

/**
 * Nodes that are real `redis-server` processes. Each has a loopback address of its own, and all have the same port, so that a name and a
 * port lead to a node as they do at ElastiCache, whatever else listens on this machine.
 */
export class RedisNodes implements NodeBackend {
  static async open(folder: string, started: (pid: number) => void = () => undefined, encryption?: TransitEncryption): Promise<RedisNodes> {
    for (let attempt = 0; attempt < 20; attempt++) {
      const network = `127.${randomInt(1, 255)}.${randomInt(0, 256)}`;
      const port = randomInt(20_000, 32_000); // below the ports that Linux gives to outgoing connections
      if (await isFree({ ip: `${network}.1`, port })) return new RedisNodes(network, port, folder, started, encryption);
    }
    throw new Error('no free port on the loopback network, got: 20 taken ones; the nodes need Linux, where all of 127.0.0.0/8 is local');
  }

  private readonly addresses = new Map<string, Address>();
  private readonly nodes = new Map<string, RedisNode>();

  private constructor(
    private readonly network: string,
    readonly port: number,
    private readonly folder: string,
    private readonly started: (pid: number) => void,
    private readonly encryption?: TransitEncryption,
  ) {}

  async start(nodeId: string, primary?: string): Promise<Address> {
    if (this.nodes.get(nodeId)?.alive) throw new Error(`node ${nodeId} runs already`);
    const from = primary === undefined ? undefined : this.addressOf(primary);
    const node = await RedisNode.start(this.addressOf(nodeId), join(this.folder, nodeId), from, this.encryption);
    this.started(node.pid);
    this.nodes.set(nodeId, node);
    return node.address;
  }

  async promote(nodeId: string, followers: readonly string[]): Promise<void> {
    const primary = this.running(nodeId);
    await primary.becomePrimary();
    await Promise.all(followers.filter((id) => this.isAlive(id)).map((id) => this.running(id).follow(primary.address)));
  }

  async kill(nodeId: string): Promise<void> {
    await this.nodes.get(nodeId)?.kill();
  }

  async remove(nodeId: string): Promise<void> {
    await this.kill(nodeId);
    this.nodes.delete(nodeId);
  }

  /** The ids of all nodes that were ever started here. */
  get ids(): string[] {
    return [...this.addresses.keys()];
  }

  /** A node keeps its address when it is rebuilt, as in a VPC. */
  addressOf(nodeId: string): Address {
    let address = this.addresses.get(nodeId);
    if (!address) {
      address = { ip: `${this.network}.${this.addresses.size + 1}`, port: this.port };
      this.addresses.set(nodeId, address);
    }
    return address;
  }

  nodeAt(ip: string): string | undefined {
    return this.ids.find((id) => this.addressOf(id).ip === ip);
  }

  isAlive(nodeId: string): boolean {
    return this.nodes.get(nodeId)?.alive === true;
  }

  /** INFO of a node, or undefined when the node is dead. */
  async info(nodeId: string): Promise<Record<string, string> | undefined> {
    const node = this.nodes.get(nodeId);
    if (!node?.alive) return undefined;
    return node.info().catch((error) => {
      if (node.alive) throw error;
      return undefined;
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.nodes.values()].map((node) => node.kill()));
  }

  private running(nodeId: string): RedisNode {
    const node = this.nodes.get(nodeId);
    if (!node?.alive) throw new Error(`node ${nodeId} does not run`);
    return node;
  }
}

async function isFree({ ip, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, ip, () => server.close(() => resolve(true)));
  });
}
