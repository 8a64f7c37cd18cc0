import { Standing } from '../../src/reconciler/serving';

type Node = string | undefined;

/** The fewest moves that satisfy the rules, found by trying every way to place the names. */
export function fewestMoves(names: readonly Node[], group: Standing): number {
  const places = group.serving.length > 0 ? group.serving : [group.primary!];
  const everybodyServes = group.serving.length === group.replicas.length;
  let fewest = Infinity;
  for (const placed of placements(names.length, places)) {
    const counts = loads(placed, places);
    if (everybodyServes && Math.max(...counts) - Math.min(...counts) > 1) continue;
    fewest = Math.min(fewest, moved(names, placed));
  }
  return fewest;
}

export function moved(before: readonly Node[], after: readonly Node[]): number {
  return before.filter((node, index) => node !== after[index]).length;
}

export function loads(names: readonly Node[], nodes: readonly string[]): number[] {
  return nodes.map((node) => names.filter((name) => name === node).length);
}

function* placements(count: number, places: readonly string[]): Generator<string[]> {
  if (count === 0) yield [];
  else for (const rest of placements(count - 1, places)) for (const place of places) yield [place, ...rest];
}
