/** How many names each node has. */
export function spread(names: Readonly<Record<string, string>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const node of Object.values(names)) counts[node] = (counts[node] ?? 0) + 1;
  return counts;
}
