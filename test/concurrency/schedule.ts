/** Waits for its turn; what the actor does next, up to its next step, nobody can come between. */
export interface Step {
  (label: string): Promise<void>;
  /** One of several ways in which things can go, and nobody here decides which; the first is the usual one. */
  oneOf<Way extends string>(...ways: readonly Way[]): Way;
  /** The actor dies here: it is never heard of again. */
  die(): Promise<never>;
}

export interface Actor {
  readonly name: string;
  run(step: Step): Promise<void>;
}

export interface World {
  readonly actors: readonly Actor[];
  /** All that decides what can happen from here on, what every actor knows included. */
  state(): string;
  /** Throws when the world is not as it must be. Asked after every step and at the end. */
  check(finished: boolean): void | Promise<void>;
}

/** A point at which a schedule can go on in `width` ways; it has a state where an actor's turn is chosen. */
export interface Choice {
  readonly width: number;
  state?(): string;
}

/** One order of steps in which a check failed. */
export class Violation extends Error {
  constructor(readonly steps: readonly string[], cause: Error) {
    super(`${cause.message}\nafter:\n  ${steps.join('\n  ')}`, { cause });
  }
}

/** Runs a world in one order: the one that is chosen. Stops where nothing is chosen. */
export async function runSchedule(world: World, choose: (depth: number, choice: Choice) => number | undefined): Promise<void> {
  const waiting = new Map<number, { readonly label: string; go(): void }>();
  const steps: string[] = [];
  let depth = 0;
  let running = world.actors.length;
  let failure: Error | undefined;
  const decide = (choice: Choice) => {
    depth += 1;
    return choose(depth - 1, choice);
  };
  world.actors.forEach((actor, index) => {
    const wait = (label: string) => new Promise<void>((go) => waiting.set(index, { label: `${actor.name} ${label}`, go }));
    const oneOf = <Way extends string>(...ways: readonly Way[]) => {
      const way = ways[decide({ width: ways.length })!];
      if (way !== ways[0]) steps.push(`  ${way}`);
      return way;
    };
    const die = () => { running -= 1; return new Promise<never>(() => {}); };
    actor.run(Object.assign(wait, { oneOf, die })).catch((error: Error) => { failure = error; }).finally(() => { running -= 1; });
  });
  try {
    for (;;) {
      while (waiting.size < running) await Promise.resolve();
      if (failure) throw failure;
      if (running === 0) {
        if (decide({ width: 1, state: () => `${world.state()} at the end` }) !== undefined) await world.check(true);
        return;
      }
      await world.check(false);
      const ready = [...waiting.keys()].sort();
      const turn = decide({ width: ready.length, state: () => [world.state(), ...ready.map((index) => `${index} ${waiting.get(index)!.label}`)].join() });
      if (turn === undefined) return;
      const { label, go } = waiting.get(ready[turn])!;
      waiting.delete(ready[turn]);
      steps.push(label);
      go();
    }
  } catch (error) {
    throw new Violation(steps, error as Error);
  }
}
