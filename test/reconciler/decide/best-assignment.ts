import { Assignment } from '../../../src/reconciler/decide/assign';
import { Standing } from '../../../src/reconciler/decide/serving';
import { WhenNoReplica } from '../../../src/reconciler/settings';

type Node = string | undefined;

/** The best that any way to place the names can do, found by trying all of them. */
export interface Best {
  /** The fewest moves that satisfy the rules. */
  readonly moves: number;
  /** The least unevenness (the sum of the squares of the loads) with that many moves. */
  readonly unevenness: number;
}

export function bestAssignment(names: readonly Assignment[], group: Standing, whenNoReplica: WhenNoReplica): Best {
  let best: Best = { moves: Infinity, unevenness: Infinity };
  for (const placed of placements(names.map(({ node }) => places(node, group, whenNoReplica)))) {
    if (!isLevel(names, placed, group)) continue;
    const found = { moves: moved(names.map(({ node }) => node), placed), unevenness: unevenness(placed, group) };
    if (found.moves < best.moves || (found.moves === best.moves && found.unevenness < best.unevenness)) best = found;
  }
  return best;
}

/** Where a name may be: on what serves; where it is in doubt; and when nobody serves on the primary, or where it was. */
export function places(node: Node, { serving, doubtful, primary }: Standing, whenNoReplica: WhenNoReplica): readonly string[] {
  if (node !== undefined && doubtful.includes(node)) return [node, ...serving];
  if (serving.length > 0) return serving;
  return [node !== undefined && whenNoReplica === 'KEEP' ? node : primary!];
}

/**
 * When every listed replica serves, none may have two names more than another. While one does not, that is asked of those that have a stand-in, and no other name
 * may leave a node that serves.
 */
export function isLevel(names: readonly Assignment[], placed: readonly Node[], { serving, doubtful, replicas }: Standing): boolean {
  const counts = loads(placed, serving);
  const fewest = Math.min(...counts);
  if (serving.length === replicas.length) return counts.length === 0 || Math.max(...counts) - fewest <= 1;
  return names.every(({ node, standIn }, index) => {
    const stays = node !== undefined && [...serving, ...doubtful].includes(node);
    const load = counts[serving.indexOf(placed[index] ?? '')];
    if (stays && !(standIn && serving.includes(node))) return placed[index] === node;
    return node === undefined || load === undefined || load - fewest <= 1;
  });
}

export function unevenness(placed: readonly Node[], { serving }: Standing): number {
  return loads(placed, serving).reduce((sum, load) => sum + load * load, 0);
}

export function moved(before: readonly Node[], after: readonly Node[]): number {
  return before.filter((node, index) => node !== after[index]).length;
}

export function loads(names: readonly Node[], nodes: readonly string[]): number[] {
  return nodes.map((node) => names.filter((name) => name === node).length);
}

function* placements([first, ...rest]: readonly (readonly string[])[]): Generator<string[]> {
  if (first === undefined) yield [];
  else for (const others of placements(rest)) for (const place of first) yield [place, ...others];
}
