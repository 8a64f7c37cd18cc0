import { CLAIMS_LABEL, endpointName } from '../reconciler/names';

const DIGITS = [...'0123456789'];

/** From one word on, such as `?` for any one character, to the name that has it in place of its number. */
type Numbering = (endpointCount: number | undefined) => string[];

/**
 * How the names of a claim can be written in a policy, the narrowest way first. IAM knows `?` for one character, but nothing for one digit.
 *
 * | way | for `read`                            | allows beside the names                           | characters |
 * |-----|---------------------------------------|---------------------------------------------------|------------|
 * | 1   | `read1` ... `read9`, `read1?`-`read5?`| what begins with `read1` to `read5`, such as `read1a` | most    |
 * | 2   | `read?`, `read??`                     | what is up to two characters longer, such as `ready` | fewer    |
 * | 3   | `read?`, and `read??` for ten names and more | the same; with up to nine names, what is one character longer | fewest |
 *
 * Ways 1 and 2 go to the highest number there can be, whatever the count is: CloudFormation narrows the policy before it says that the count was lowered, and
 * the names above it stay, and follow, until the whole deployment has succeeded.
 */
const WAYS: Numbering[] = [
  () => [...DIGITS.slice(1), ...DIGITS.slice(1, 6).map((tens) => `${tens}?`)],
  () => ['?', '??'],
  (endpointCount = 0) => (endpointCount > 9 ? ['?', '??'] : ['?']),
];

/** The names of the claims (prefix and `endpointCount`) in the narrowest way that takes no more than so many characters, or else in the last way. */
export function namePatterns(claims: ReadonlyMap<string, number | undefined>, zone: string, room: number): string[] {
  const ways = WAYS.map((numbers) => [...claims].flatMap(([prefix, count]) => numbers(count).map((number) => endpointName(prefix, number, zone))));
  const patterns = ways.find((names) => JSON.stringify(names).length <= room) ?? ways[ways.length - 1];
  return patterns.sort().concat(`*.${CLAIMS_LABEL}.${zone}`);
}

/** What all names and claims of any prefix look like: a first label that ends in a digit, or a place under the claims' label. */
export function anyNamePatterns(zone: string): string[] {
  return [...DIGITS.flatMap((digit) => [`*${digit}.${zone}`, `*${digit}.*.${zone}`]), `*.${CLAIMS_LABEL}.${zone}`];
}

/**
 * Names that look like ours and prove who somebody is: challenges of certificate authorities, DMARC and the like (`_...`), DKIM, and the wildcard, in the
 * form that IAM is given it.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
 */
export const NEVER_OURS = ['_*', '*._domainkey.*', '\\052*'];
