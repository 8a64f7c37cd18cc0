import { sorted } from './dependency-order';

export interface Failure {
  readonly id: string;
  readonly error: Error;
}

type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Takes each step as soon as those it waits for are taken, side by side, until one fails. Then steps that can be cancelled go on unheard,
 * the others are waited for.
 */
export async function walkUntilFailure(
  graph: Graph, canBeCancelled: (id: string) => boolean, step: (id: string, isCancelled: () => boolean) => Promise<void>,
) {
  const underWay = new Map<string, Promise<void>>();
  let failure: Failure | undefined;
  await new Promise<void>((resolve) => {
    const all = startAll(graph, async (id) => {
      if (failure) return;
      const taken = step(id, () => failure !== undefined && canBeCancelled(id)).catch((error: Error) => {
        failure ??= { id, error };
        resolve();
      });
      underWay.set(id, taken);
      await taken;
      underWay.delete(id);
    });
    void all.then(() => resolve());
  });
  if (!failure) return undefined;
  const left = [...underWay].filter(([id]) => id !== failure!.id);
  await Promise.all(left.filter(([id]) => !canBeCancelled(id)).map(async ([, taken]) => taken));
  return { ...failure as Failure, cancelled: left.map(([id]) => id).filter(canBeCancelled) };
}

/** Takes each step when those it waits for succeeded. What hangs on a failed step is left out, all else goes on. */
export async function walkAll(graph: Graph, step: (id: string) => Promise<void>): Promise<Failure[]> {
  const failures: Failure[] = [];
  const lost = new Set<string>();
  await startAll(graph, async (id) => {
    if (graph.get(id)!.some((other) => lost.has(other))) {
      lost.add(id);
      return;
    }
    await step(id).catch((error: Error) => {
      lost.add(id);
      failures.push({ id, error });
    });
  });
  return failures;
}

async function startAll(graph: Graph, step: (id: string) => Promise<void>) {
  const started = new Map<string, Promise<void>>();
  const start = async (id: string) => {
    await Promise.all(graph.get(id)!.map(async (other) => started.get(other)));
    await step(id);
  };
  for (const id of sorted(graph)) started.set(id, start(id));
  await Promise.all(started.values());
}
