/**
 * What every answer of Route 53 holds.
 *
 * @throws Error when this one does not: something on the way has spoilt it, and nothing may be concluded from the rest
 */
export function told<Part>(what: string, part: Part | undefined): Part {
  if (part === undefined) throw new Error(`Route 53 answered ${what}`);
  return part;
}
