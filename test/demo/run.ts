import { runBenchmark } from './benchmark';
import { FaultScript } from './fault-script';
import { actOf, play } from './play';
import { recordWorld } from './record-world';
import { Benchmark, PlayedAct, Recording, WorldRecording } from './recording';
import { namesDue } from './right-names';
import { RunTime } from './run-time';
import { settlingSeconds } from './score';
import { NodeEvent } from './server-figures';
import { Deployment, nameOf, World, WorldOptions } from './world';
import { ScaledClock } from '../simulator/clock/scaled-clock';

export interface RunOptions {
  readonly scale: number;
  readonly ttl: number;
  readonly propagation: number;
  readonly replicas: number;
  readonly folder: string;
  readonly script: FaultScript;
  readonly started: (pid: number) => void;
  readonly told: (act: PlayedAct) => void;
}

/** Two worlds that differ in what keeps the names and in nothing else: same clock, same faults at the same instants, same clients. */
export class Run {
  static async open(options: RunOptions, ours: Deployment, blog: Deployment): Promise<Run> {
    const run = new Run(options);
    const open = async (title: string, deploy: Deployment, happened?: WorldOptions['happened']) => World.open({
      ...options, title, clock: run.clock, at: run.time.at, happened,
    }, deploy);
    run.worlds.push(...await Promise.all([
      open('cdk-replica-endpoint-dns', ours, (event) => run.happened(event)),
      open("the blog's function", blog),
    ]));
    return run;
  }

  readonly acts: PlayedAct[] = [];
  readonly time: RunTime;
  readonly worlds: World[] = [];
  private readonly clock: ScaledClock;

  private constructor(private readonly options: RunOptions) {
    this.clock = new ScaledClock(options.scale);
    this.time = new RunTime(this.clock, options.scale);
  }

  async play(): Promise<Pick<Recording, 'acts' | 'end' | 'worlds'>> {
    const { script } = this.options;
    await Promise.all(this.worlds.map(async (world) => world.startClients(this.names())));
    this.time.begin();
    this.worlds.forEach(({ clients }) => clients.read());
    await play(script.steps, this.worlds, this.time, (act) => this.tell(act));
    await this.time.until(script.end);
    await Promise.all(this.worlds.map(async ({ clients }) => clients.rest()));
    await Promise.all(this.worlds.map(async ({ figures }) => figures.sampleAll()));
    const recorded = this.worlds.map((world) => recordWorld(world, this.time));
    const benchmarks = await Promise.all(this.worlds.map(async (world) => this.benchmarks(world)));
    const [ours, blog] = recorded.map((world, index): WorldRecording => ({ ...world, benchmarks: benchmarks[index] }));
    return { acts: this.acts, end: script.end, worlds: { ours, blog } };
  }

  /** The names that an application uses now: as many as there are replicas. */
  private names(): string[] {
    return Array.from({ length: namesDue({ acts: this.acts, replicas: this.options.replicas }, Infinity) }, (_, index) => nameOf(index + 1));
  }

  private tell(act: PlayedAct): void {
    this.acts.push(act);
    this.options.told(act);
    if (act.kind === 'remove') this.useNames();
    if (act.kind === 'added') this.clock.setTimeout(() => this.useNames(), settlingSeconds(this.options) * 1000);
  }

  private useNames(): void {
    this.worlds.forEach(({ clients }) => clients.use(this.names()));
  }

  private happened(event: NodeEvent): void {
    if (this.acts.length === 0) return; // the group is being made
    const isNew = this.acts.some(({ kind, node }) => kind === 'add' && node === event.node);
    this.tell(actOf(event, this.time.at(), isNew));
  }

  private async benchmarks({ clients, figures }: World): Promise<Benchmark[]> {
    figures.stop();
    const results: Benchmark[] = [];
    for (const name of this.names()) results.push(await runBenchmark(name, clients.doors.get(name)!, figures));
    return results;
  }

  async close(): Promise<void> {
    this.clock.stop(); // first: a message that comes back must not find its function gone
    await Promise.all(this.worlds.map(async (world) => world.close()));
  }
}
