import { GroupState, NodeState } from './group-state';
import { History } from './history';
import { World } from './world';

/** A state that a story wants, however odd. */
export type WantedState = Partial<Omit<GroupState, 'id' | 'nodes'>> & { readonly nodes?: Readonly<Record<string, Partial<NodeState>>> };

/** What ElastiCache has on record about a group. */
export class GroupRecord {
  readonly history: History<GroupState>;
  private ended = false;

  constructor(protected readonly world: World, first: GroupState) {
    this.history = new History(world.clock, first);
  }

  get state(): GroupState {
    return this.history.latest;
  }

  get id(): string {
    return this.state.id;
  }

  get status(): string {
    return this.state.status;
  }

  get nodes(): readonly NodeState[] {
    return this.state.nodes;
  }

  get primary(): NodeState {
    const primary = this.nodes.find(({ role }) => role === 'primary');
    if (!primary) throw new Error(`replication group ${this.id} has no primary`);
    return primary;
  }

  get replicas(): NodeState[] {
    return this.nodes.filter(({ role }) => role === 'replica');
  }

  get topicArn(): string | undefined {
    return this.state.topicArn;
  }

  get topicStatus(): GroupState['topicStatus'] {
    return this.state.topicStatus;
  }

  node(id: string): NodeState {
    const node = this.nodes.find((one) => one.id === id);
    if (!node) throw new Error(`no node ${id} in replication group ${this.id}, got: ${this.nodes.map((one) => one.id).join(', ')}`);
    return node;
  }

  /** Makes the state what a story wants it to be; nodes not named stay as they are. */
  set({ nodes = {}, ...fields }: WantedState): void {
    Object.keys(nodes).forEach((id) => this.node(id));
    this.history.set({ ...this.state, ...fields, nodes: this.nodes.map((node) => ({ ...node, ...nodes[node.id] })) });
  }

  setTopic(topicArn: string | undefined, topicStatus: 'active' | 'inactive' = 'active'): void {
    this.set({ topicArn, topicStatus: topicArn === undefined ? undefined : topicStatus });
  }

  /**
   * Publishes to the group's topic. At the first refusal the topic becomes inactive, and stays so until somebody sets it anew.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
   */
  async notify(event: string, subject = this.id): Promise<void> {
    const { topicArn, topicStatus } = this.state;
    if (topicArn === undefined || topicStatus !== 'active') return;
    const outcome = await this.world.publish(topicArn, JSON.stringify({ [`ElastiCache:${event}`]: subject }));
    if (outcome === 'refused') this.set({ topicStatus: 'inactive' });
  }

  /** The group is gone: nothing more happens to it. */
  end(): void {
    this.ended = true;
  }

  protected setNodes(nodes: readonly NodeState[]): void {
    this.history.set({ ...this.state, nodes });
  }

  protected later(ms: number, work: () => void | Promise<void>): void {
    this.world.clock.setTimeout(() => {
      if (this.ended) return;
      const hold = this.world.clock.hold();
      void Promise.resolve(work()).finally(() => hold.release());
    }, ms);
  }

  /** As `later`, if the node is still there then, and not another one that was given its id. */
  protected laterFor(nodeId: string, ms: number, work: () => Promise<void>): void {
    const { createdAt } = this.node(nodeId);
    this.later(ms, async () => {
      if (this.nodes.some((node) => node.id === nodeId && node.createdAt === createdAt)) await work();
    });
  }
}
