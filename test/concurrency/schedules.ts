import { runSchedule, World } from './schedule';

export interface Exploration {
  /** How many orders of steps were covered. */
  readonly schedules: bigint;
  /** How many were really run: an order that comes to a state from which all orders are known already is not run to its end. */
  readonly runs: number;
}

interface Fork {
  readonly width: number;
  readonly state?: string;
  taken: number;
  /** How many schedules lead on from here by the ways taken so far. */
  schedules: bigint;
}

/**
 * Runs a world in every possible order of its actors' steps and in every way things can go, depth first: each schedule is run from the
 * beginning, along the choices of the one before up to the last choice that had an alternative left.
 *
 * @param merging whether orders that come to the same state go on as one; the number of schedules is the same
 */
export async function explore(begin: () => World, merging = true): Promise<Exploration> {
  const covered = new Map<string, bigint>();
  const path: Fork[] = [];
  for (let runs = 1; ; runs += 1) {
    let known: bigint | undefined;
    await runSchedule(begin(), (depth, choice) => {
      if (depth < path.length) return path[depth].taken;
      const state = merging ? choice.state?.() : undefined;
      known = state === undefined ? undefined : covered.get(state);
      if (known !== undefined) return undefined;
      path.push({ width: choice.width, state, taken: 0, schedules: 0n });
      return 0;
    });
    const schedules = nextFork(path, known ?? 1n, covered);
    if (schedules !== undefined) return { schedules, runs };
  }
}

/** Turns to the next way at the last fork that has one; answers with the number of all schedules when there is none. */
function nextFork(path: Fork[], counted: bigint, covered: Map<string, bigint>): bigint | undefined {
  let schedules = counted;
  for (let fork = path.at(-1); fork !== undefined; fork = path.at(-1)) {
    fork.schedules += schedules;
    if (fork.taken + 1 < fork.width) {
      fork.taken += 1;
      return undefined;
    }
    schedules = fork.schedules;
    if (fork.state !== undefined) covered.set(fork.state, schedules);
    path.pop();
  }
  return schedules;
}

/** Runs a world in random orders; the same seed makes the same orders. */
export async function sample(begin: () => World, schedules: number, seed: number): Promise<void> {
  const random = seeded(seed);
  for (let schedule = 0; schedule < schedules; schedule += 1) await runSchedule(begin(), (_, { width }) => Math.floor(random() * width));
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
