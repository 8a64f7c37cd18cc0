import { NodeState, WorldRecording } from './recording';

/** What was true at an instant of a recorded run: of the nodes by their own word, of the names as the resolver answered. */
export class History {
  private readonly states: Timeline<NodeState>;
  private readonly targets: Timeline<string | undefined>;

  constructor(world: Pick<WorldRecording, 'samples' | 'leads'>) {
    this.states = new Timeline(world.samples.map(({ at, node, state }) => ({ at, key: node, value: state })));
    this.targets = new Timeline(world.leads.map(({ at, name, node }) => ({ at, key: name, value: node })));
  }

  state(node: string, at: number): NodeState {
    return this.states.at(node, at) ?? 'dead';
  }

  serves(node: string, at: number): boolean {
    return ['replica', 'unlinked'].includes(this.state(node, at));
  }

  target(name: string, at: number): string | undefined {
    return this.targets.at(name, at);
  }

  anyReplicaServes(at: number): boolean {
    return this.states.keys.some((node) => this.serves(node, at));
  }

  /** Every instant at which something may have changed. */
  get instants(): number[] {
    return [...new Set([...this.states.instants, ...this.targets.instants])].sort((a, b) => a - b);
  }
}

class Timeline<Value> {
  readonly instants: number[] = [];
  private readonly byKey = new Map<string, { at: number; value: Value }[]>();

  constructor(entries: readonly { at: number; key: string; value: Value }[]) {
    for (const { at, key, value } of [...entries].sort((a, b) => a.at - b.at)) {
      const line = this.byKey.get(key) ?? [];
      this.byKey.set(key, line);
      if (line.length > 0 && line[line.length - 1].value === value) continue;
      line.push({ at, value });
      this.instants.push(at);
    }
  }

  get keys(): string[] {
    return [...this.byKey.keys()];
  }

  at(key: string, at: number): Value | undefined {
    const line = this.byKey.get(key) ?? [];
    let low = 0;
    let high = line.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (line[middle].at <= at) low = middle + 1;
      else high = middle;
    }
    return line[low - 1]?.value;
  }
}
