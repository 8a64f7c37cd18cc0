/** A test by its file and its full name: what it is described in, and its own title. */
export interface NamedTest {
  readonly file: string;
  readonly name: string;
}

/** One line of the library made wrong, and the test that must notice. */
export interface Break {
  /** What is broken, for the report. */
  readonly what: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly text: string;
  readonly instead: string;
  readonly reddens: NamedTest;
}

/**
 * The file with the break in it.
 *
 * @throws when the break does not fit the file any more
 */
export function broken(source: string, { what, file, text, instead }: Break): string {
  const found = source.split(text).length - 1;
  if (found !== 1) throw new Error(`the sabotage is out of date: ${what}: ${file} must hold this once, got: ${found} times: ${text}`);
  return source.replace(text, () => instead);
}
