import { World } from '../world';

/** A plan older than this is thrown away: the last writer must never have used an older view of the group than a writer before it. */
const FRESH_MS = 5_000;

export class StaleView extends Error {
  constructor() {
    super(`the view of the group is older than ${FRESH_MS / 1000} s`);
  }
}

/** @param readAt when the reading of the group began */
export function isFresh(clock: World['clock'], readAt: number): boolean {
  return clock.now() - readAt < FRESH_MS;
}

/** @throws StaleView */
export function checkFresh(clock: World['clock'], readAt: number): void {
  if (!isFresh(clock, readAt)) throw new StaleView();
}
