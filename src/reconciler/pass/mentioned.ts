import { plainName } from '../names';

/**
 * Those of the names that a refusal is about. Route 53 quotes a record in some of its refusals (`name='read1.example.com.'`) and names it in a sentence in
 * others; no form of it is documented, so that the name alone counts.
 */
export function mentioned({ message }: Error, names: readonly string[]): string[] {
  const words = new Set(message.match(/[\w\\*.-]+/g)?.map((word) => plainName(word)));
  return names.filter((name) => words.has(name));
}
