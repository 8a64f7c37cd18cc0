/** Waits for its turn; what the actor does next, up to its next step, nobody can come between. */
export interface Step {
  (label: string): Promise<void>;
  /** The actor dies here: it is never heard of again. */
  die(): Promise<never>;
}

export interface Actor {
  readonly name: string;
  run(step: Step): Promise<void>;
}

export interface World {
  readonly actors: readonly Actor[];
  /** Throws when the world is not as it must be. Asked after every step and at the end. */
  check(finished: boolean): void | Promise<void>;
}

/** One order of steps in which a check failed. */
export class Violation extends Error {
  constructor(readonly steps: readonly string[], cause: Error) {
    super(`${cause.message}\nafter:\n  ${steps.join('\n  ')}`, { cause });
  }
}

export interface Exploration {
  readonly schedules: number;
  /** False when the limit was reached first. */
  readonly exhaustive: boolean;
}

/**
 * Runs a world in every possible order of its actors' steps, depth first: each schedule is run from the beginning, along the choices of the
 * one before up to the last choice that had an alternative left.
 */
export async function explore(begin: () => World, most = Infinity): Promise<Exploration> {
  let choices: number[] = [];
  for (let schedules = 1; ; schedules += 1) {
    const widths = await runSchedule(begin(), (depth) => choices[depth] ?? 0);
    choices = widths.map((_, depth) => choices[depth] ?? 0);
    while (choices.length > 0 && choices.at(-1)! + 1 >= widths[choices.length - 1]) choices.pop();
    if (choices.length === 0) return { schedules, exhaustive: true };
    if (schedules >= most) return { schedules, exhaustive: false };
    choices[choices.length - 1] += 1;
  }
}

/** Runs a world in random orders; the same seed makes the same orders. */
export async function sample(begin: () => World, schedules: number, random: () => number): Promise<Exploration> {
  for (let schedule = 0; schedule < schedules; schedule += 1) await runSchedule(begin(), (_, width) => Math.floor(random() * width));
  return { schedules, exhaustive: false };
}

/** Answers how many actors could have gone on at each step. */
async function runSchedule(world: World, choose: (depth: number, width: number) => number): Promise<number[]> {
  const waiting = new Map<number, { readonly label: string; go(): void }>();
  let running = world.actors.length;
  let failure: Error | undefined;
  world.actors.forEach((actor, index) => {
    const wait = (label: string) => new Promise<void>((go) => waiting.set(index, { label: `${actor.name} ${label}`, go }));
    const die = () => { running -= 1; return new Promise<never>(() => {}); };
    actor.run(Object.assign(wait, { die })).catch((error: Error) => { failure = error; }).finally(() => { running -= 1; });
  });
  const widths: number[] = [];
  const steps: string[] = [];
  try {
    for (;;) {
      while (waiting.size < running) await Promise.resolve();
      if (failure) throw failure;
      await world.check(running === 0);
      if (running === 0) return widths;
      const ready = [...waiting.keys()].sort();
      const chosen = ready[choose(widths.length, ready.length)];
      widths.push(ready.length);
      const { label, go } = waiting.get(chosen)!;
      waiting.delete(chosen);
      steps.push(label);
      go();
    }
  } catch (error) {
    throw new Violation(steps, error as Error);
  }
}
