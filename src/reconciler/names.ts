/**
 * Names as this library writes them: lower case, without a trailing dot. Route 53 answers with a trailing dot and octal escapes
 * (`*` is `\052`); `plainName` turns its form into ours.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
 */

/** Claims stand side by side under this label, so that one page of `ListResourceRecordSets` holds them all. */
export const CLAIMS_LABEL = '_replica-endpoint-dns';

/** The most names a claim can have when the number follows the group: a group has at most five replicas. */
export const MOST_REPLICAS = 5;

/** The most names a claim can ask for with `endpointCount`. */
export const MOST_ENDPOINTS = 50;

export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Whether names can be made of a prefix, and told apart by their number: labels of DNS, the first of which takes a number at its end. */
export function isPrefix(prefix: string): boolean {
  const [first, ...rest] = prefix.split('.');
  return first !== '' && !/\d$/.test(first) && [`${first}1`, ...rest].every((label) => label.length <= 63 && isLabel(label));
}

export function isLabel(label: string): boolean {
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label);
}

/** `read1.zone` for `read`; `read1.orders.zone` for `read.orders`: the number stands behind the first label. */
export function endpointName(prefix: string, number: number | string, zone: string): string {
  const [first, ...rest] = prefix.split('.');
  return [`${first}${number}`, ...rest, zone].join('.');
}

export function claimName(prefix: string, zone: string): string {
  return `${prefix}.${CLAIMS_LABEL}.${zone}`;
}

/** The physical id of the custom resource that holds a claim: `read.zone/a1b2c3d4e5`. */
export function physicalId(prefix: string, zone: string, instance: string): string {
  return `${prefix}.${zone}/${instance}`;
}

/** The prefix a claim of this name is for, or undefined when the name is not that of a claim in the zone. */
export function prefixOfClaim(name: string, zone: string): string | undefined {
  const suffix = `.${CLAIMS_LABEL}.${zone}`;
  return name.endsWith(suffix) && name.length > suffix.length ? name.slice(0, -suffix.length) : undefined;
}

/**
 * Route 53's sort order: labels reversed, compared as text with the trailing dot (so `a-b` comes before `a`).
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
export function sortKey(name: string): string {
  return `${name.split('.').reverse().join('.')}.`;
}

/**
 * Whether a name stands before another in a list, however Route 53 orders escapes: by what they are written with (`\052` comes behind digits), or
 * by the characters they stand for (`*` comes before digits). The documentation speaks for the characters; nothing here depends on it.
 */
export function standsBefore(name: string, other: string): boolean {
  return sortKey(name) < sortKey(other) && characterKey(name) < characterKey(other);
}

/** An escaped dot is part of its label. */
function characterKey(name: string): string {
  return sortKey(name).replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}
