/**
 * Names as Route 53 keeps them: lower case, with a trailing dot, and every character but a-z, 0-9, hyphen and underscore as a
 * three-digit octal escape (`*` is `\052`).
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
 */
export function canonicalName(name: string): string {
  return `${labels(name).map((label) => [...label].map(escaped).join('')).join('.')}.`;
}

/** The form of names in IAM conditions: as kept, but without the trailing dot. */
export function nameForConditions(name: string): string {
  return canonicalName(name).slice(0, -1);
}

/** What Route 53 has against the name, in its own words. */
export function nameProblem(name: string): string | undefined {
  const unsupported = /[^\x20-\x7e]/.exec(name);
  if (unsupported) return `FATAL problem: UnsupportedCharacter (Value contains unsupported characters) encountered with '${unsupported[0]}'`;
  const all = labels(name);
  if (all.some((label) => label === '')) return `FATAL problem: DomainLabelEmpty (Domain label is empty) encountered with '${name}'`;
  const long = all.find((label) => label.length > 63);
  if (long) return `FATAL problem: DomainLabelTooLong (Domain label is too long) encountered with '${long}'`;
  if (all.join('.').length + 1 > 255) return `FATAL problem: DomainNameTooLong (Domain name is too long) encountered with '${name}'`;
  return undefined;
}

/** Whether the name is the zone's or under it, label by label: `xp.internal` is not in `p.internal`. */
export function isWithin(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}

/** The labels in lower case, octal escapes resolved (an escaped dot is part of its label). */
export function labels(name: string): string[] {
  const found = [''];
  for (const [, octal, character] of name.replace(/\.$/, '').matchAll(/\\([0-3][0-7]{2})|([^])/g)) {
    if (character === '.') found.push('');
    else found[found.length - 1] += (octal ? String.fromCharCode(parseInt(octal, 8)) : character).toLowerCase();
  }
  return found;
}

function escaped(character: string): string {
  return /[a-z0-9_-]/.test(character) ? character : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}
