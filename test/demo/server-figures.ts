import { NodeSample, NodeState } from './recording';
import { NodeBackend } from '../simulator/redis/node-backend';
import { RedisNodes } from '../simulator/redis/redis-nodes';

interface Counts {
  readonly gets: number;
  readonly connections: number;
}

interface Counted {
  /** What earlier processes of this node counted. */
  before: Counts;
  process: string;
  now: Counts;
}

const NOTHING: Counts = { gets: 0, connections: 0 };

/** What a backend does by itself is known by what becomes of its nodes. */
export interface NodeEvent {
  readonly kind: 'started' | 'removed';
  readonly node: string;
}

/** Stands before the nodes and writes down what each says of itself: regularly, right before it is killed, and right after a promotion. */
export class ServerFigures implements NodeBackend {
  readonly samples: NodeSample[] = [];
  private readonly counted = new Map<string, Counted>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly nodes: RedisNodes,
    private readonly at: () => number,
    private readonly happened: (event: NodeEvent) => void = () => undefined,
  ) {}

  async start(nodeId: string, primary?: string) {
    const address = await this.nodes.start(nodeId, primary);
    await this.sample(nodeId);
    this.happened({ kind: 'started', node: nodeId });
    return address;
  }

  async promote(nodeId: string, followers: readonly string[]) {
    await this.nodes.promote(nodeId, followers);
    await this.sampleAll();
  }

  async kill(nodeId: string) {
    await this.sample(nodeId);
    await this.nodes.kill(nodeId);
    await this.sample(nodeId);
  }

  async remove(nodeId: string) {
    await this.kill(nodeId);
    await this.nodes.remove(nodeId);
    this.happened({ kind: 'removed', node: nodeId });
  }

  watch(everyMs: number): void {
    let asking = false;
    this.timer = setInterval(() => {
      if (asking) return;
      asking = true;
      void this.sampleAll().finally(() => asking = false);
    }, everyMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async sampleAll(): Promise<void> {
    await Promise.all(this.nodes.ids.map((id) => this.sample(id)));
  }

  /** The newest counts of every node. */
  counts(): Record<string, Counts> {
    return Object.fromEntries([...this.counted].map(([node, { before, now }]) => [node, sum(before, now)]));
  }

  private async sample(node: string): Promise<void> {
    const info = await this.nodes.info(node);
    const counted = this.counted.get(node) ?? { before: NOTHING, process: '', now: NOTHING };
    if (info) {
      if (info.run_id !== counted.process) {
        counted.before = sum(counted.before, counted.now);
        counted.process = info.run_id;
      }
      counted.now = countsOf(info);
      this.counted.set(node, counted);
    }
    this.samples.push({ at: this.at(), node, state: stateOf(info), ...sum(counted.before, counted.now) });
  }
}

function stateOf(info: Record<string, string> | undefined): NodeState {
  if (!info) return 'dead';
  if (info.role === 'master') return 'primary';
  return info.master_link_status === 'up' ? 'replica' : 'unlinked';
}

function countsOf(info: Record<string, string>): Counts {
  // each replica that links itself to a primary is one synchronization, full or partial; one connection is that of the INFO itself.
  const links = Number(info.sync_full) + Number(info.sync_partial_ok);
  return {
    gets: Number(/calls=(\d+)/.exec(info.cmdstat_get ?? '')?.[1] ?? 0),
    connections: Number(info.total_connections_received) - links - 1,
  };
}

function sum(a: Counts, b: Counts): Counts {
  return { gets: a.gets + b.gets, connections: a.connections + b.connections };
}
