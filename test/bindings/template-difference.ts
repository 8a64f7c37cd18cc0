export interface Difference {
  /** Where, as in `Resources.Topic.Properties.TopicName`. */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** What is different in a template, asset paths among it: the same bytes give the same paths in every language. */
export function differences(expected: unknown, got: unknown, path: string[] = []): Difference[] {
  if (!isContainer(expected) || !isContainer(got) || Array.isArray(expected) !== Array.isArray(got)) {
    return Object.is(expected, got) ? [] : [{ path: path.join('.'), expected, got }];
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(got)]);
  return [...keys].flatMap((key) => differences(expected[key], got[key], [...path, key]));
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
