import { join } from 'node:path';
import { Clock } from '../simulator/clock/clock';
import { DnsServer } from '../simulator/dns/dns-server';
import { RedisNodes } from '../simulator/redis/redis-nodes';
import { SimulatedAws } from '../simulator/simulated-aws';
import { ClientsOfWorld } from './clients/clients-of-world';
import { NodeEvent, ServerFigures } from './server-figures';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
export const ZONE_ID = 'Z32WVXIKNNRFKK';
export const ZONE_NAME = 'private.redisdub.pl';
export const GROUP_ID = 'testdns';

/** Read by each client a second, on the clock on the wall. */
const READS_PER_SECOND = 25;

export interface WorldOptions {
  readonly title: string;
  readonly folder: string;
  readonly clock: Clock;
  readonly scale: number;
  readonly propagation: number;
  readonly at: () => number;
  readonly started: (pid: number) => void;
  readonly happened?: (event: NodeEvent) => void;
}

/** What an algorithm needs to be put to work in a world: the group `testdns` that publishes to a topic, and something that keeps its names. */
export type Deployment = (world: World) => Promise<void>;

/** An AWS of its own, with real servers behind its nodes, DNS for its zone, and clients. */
export class World {
  static async open(options: WorldOptions, deploy: Deployment): Promise<World> {
    const nodes = await RedisNodes.open(join(options.folder, options.title), options.started);
    const figures = new ServerFigures(nodes, options.at, options.happened);
    const aws = await SimulatedAws.start({
      clock: options.clock, account: ACCOUNT, region: REGION, backend: figures, route53: { propagationSeconds: options.propagation },
    });
    aws.route53.createHostedZone({ id: ZONE_ID, name: ZONE_NAME, private: true });
    const dns = await DnsServer.start({ route53: aws.route53, hosts: (name) => aws.elasticache.nodeAddress(name) });
    const world = new World(options, nodes, figures, aws, dns);
    await deploy(world);
    return world;
  }

  private clientsProcess?: ClientsOfWorld;

  private constructor(
    private readonly options: WorldOptions,
    readonly nodes: RedisNodes,
    readonly figures: ServerFigures,
    readonly aws: SimulatedAws,
    readonly dns: DnsServer,
  ) {}

  get title(): string {
    return this.options.title;
  }

  get zone() {
    return this.aws.route53.zone(ZONE_ID);
  }

  get group() {
    return this.aws.elasticache.group(GROUP_ID);
  }

  get clients(): ClientsOfWorld {
    if (!this.clientsProcess) throw new Error(`the clients of ${this.title} have not been started`);
    return this.clientsProcess;
  }

  /** Whether its clients have begun to read. */
  get isRead(): boolean {
    return this.clientsProcess !== undefined;
  }

  async startClients(names: readonly string[]): Promise<void> {
    this.clientsProcess = await ClientsOfWorld.start({
      scale: this.options.scale,
      dnsPort: this.dns.port,
      names,
      primaryEndpoint: this.aws.elasticache.names.primary(GROUP_ID, false),
      nodePort: this.nodes.port,
      readsPerSecond: READS_PER_SECOND,
    }, this.options.started);
    this.clients.use(names);
    this.figures.watch(250);
  }

  async close(): Promise<void> {
    this.figures.stop();
    this.clientsProcess?.close();
    await this.dns.close();
    await this.aws.close();
    await this.nodes.close();
  }
}

export function nameOf(number: number): string {
  return `readonly${number}.${ZONE_NAME}`;
}
