import { Recording } from './recording';

/** The first fault of a run: when it came, when ElastiCache told of it, and until when no other one came. */
export function firstFault({ acts, end }: Pick<Recording, 'acts' | 'end'>): { readonly at: number; readonly told: number; readonly until: number } {
  const first = acts.findIndex(({ kind }) => ['crash', 'failover'].includes(kind));
  if (first < 0) return { at: end, told: end, until: end };
  const told = acts.slice(first).find(({ kind }) => ['failover', 'notice'].includes(kind));
  const next = acts.slice(first + 1).find(({ kind }) => kind === 'crash');
  return { at: acts[first].at, told: told?.at ?? end, until: next?.at ?? end };
}
