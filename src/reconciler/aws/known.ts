/** What a source has told, as far as it could be read. */
export interface Known<Item> {
  readonly items: readonly Item[];
  /** Why there may be more. */
  readonly error?: Error;
}

export async function known<Item>(items: Promise<readonly Item[]>): Promise<Known<Item>> {
  return items.then((all) => ({ items: all }), (error) => ({ items: [], error: asError(error) }));
}

export function allKnown<Item>(parts: readonly Known<Item>[]): Known<Item> {
  return { items: parts.flatMap(({ items }) => items), error: parts.find(({ error }) => error !== undefined)?.error };
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
