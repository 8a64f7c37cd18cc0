/** How a field is written, and read; absent is undefined. Nodes need the group's id for both. */
export interface Word<Value> {
  readonly key: string;
  write(value: Value, group: string): string | undefined;
  /** @throws when the text is not that of such a field */
  read(text: string | undefined, group: string): Value;
}

export function required(key: string, form: RegExp): Word<string> {
  return { key, write: (value) => value, read: (text) => matched(key, text, form)[0] };
}

export function optional<Value extends string | number>(key: string, form: RegExp, read: (text: string) => Value): Word<Value | undefined> {
  return {
    key,
    write: (value) => (value === undefined ? undefined : String(value)),
    read: (text) => (text === undefined ? undefined : read(matched(key, text, form)[0])),
  };
}

export function flag(key: string): Word<boolean> {
  return { key, write: (value) => (value ? '1' : undefined), read: (text) => text !== undefined && matched(key, text, /^1$/).length > 0 };
}

export function list<Item>(
  key: string, form: RegExp, write: (item: Item, group: string) => string, read: (match: RegExpExecArray, group: string) => Item,
): Word<readonly Item[]> {
  return {
    key,
    write: (items, group) => (items.length === 0 ? undefined : items.map((item) => write(item, group)).join(',')),
    read: (text, group) => (text === undefined ? [] : text.split(',').map((item) => read(matched(key, item, form), group))),
  };
}

export function matched(key: string, text: string | undefined, form: RegExp): RegExpExecArray {
  const match = text === undefined ? null : form.exec(text);
  if (!match) throw new Error(`${key}=${text}`);
  return match;
}
