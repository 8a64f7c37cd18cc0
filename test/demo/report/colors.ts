export const FAILED = '#d62728';
export const ON_PRIMARY = '#ff8c00';
export const DEAD = '#c9c9c9';
export const PRIMARY = '#222222';

const NODES = ['#4e79a7', '#59a14f', '#b07aa1', '#76b7b2', '#d4b13c', '#9c755f', '#e78ac3'];

/** A node's colour goes with its number, so that it is the same in both worlds and in every run. */
export function nodeColor(node: string): string {
  return NODES[(Number(/\d+$/.exec(node)?.[0] ?? 1) - 1) % NODES.length];
}
