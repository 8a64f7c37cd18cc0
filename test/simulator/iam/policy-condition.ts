import { NotModelled } from '../not-modelled';
import { matchesArn, matchesPattern } from './policy-pattern';

/** The condition keys of a request; every key has a list of values, most lists one. */
export type RequestContext = Readonly<Record<string, readonly string[]>>;

type Compare = (wanted: string, seen: string) => boolean;

const KEYS = [
  'route53:changeresourcerecordsetsnormalizedrecordnames',
  'route53:changeresourcerecordsetsrecordtypes',
  'route53:changeresourcerecordsetsactions',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceowner',
];

const OPERATORS: Record<string, Compare> = {
  StringEquals: (wanted, seen) => wanted === seen,
  StringLike: matchesPattern,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, seen) => wanted.toLowerCase() === seen.toLowerCase(),
};

/**
 * Whether one line of a `Condition` block holds. Several wanted values are alternatives; several lines must all hold.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionHolds(operator: string, key: string, wanted: readonly string[], context: RequestContext): boolean {
  if (!KEYS.includes(key.toLowerCase())) throw new NotModelled(`the condition key ${key}`);
  const variable = wanted.find((value) => value.includes('${'));
  if (variable) throw new NotModelled(`the policy variable in ${variable}`);

  const seen = valuesOf(key, context);
  if (operator === 'Null') return wanted.some((value) => (value === 'true') === (seen === undefined));

  const forAll = operator.startsWith('ForAllValues:');
  const forAny = operator.startsWith('ForAnyValue:');
  const compare = OPERATORS[forAll || forAny ? operator.slice(operator.indexOf(':') + 1) : operator];
  if (!compare) throw new NotModelled(`the condition operator ${operator}`);
  // a request without the key satisfies ForAllValues, which is why AWS advises to add a `Null` line
  // (reference_policies_condition-single-vs-multi-valued-context-keys.html).
  if (forAll) return (seen ?? []).every((value) => wanted.some((one) => compare(one, value)));
  if (seen === undefined) return false;
  // one value that matches is enough, and a request without the key has none (the same page).
  if (forAny) return seen.some((value) => wanted.some((one) => compare(one, value)));
  if (seen.length > 1) throw new NotModelled(`${operator} on ${key}, which has several values here: use ForAllValues`);
  return wanted.some((one) => compare(one, seen[0]));
}

// names of condition keys are not case-sensitive (reference_policies_elements_condition.html).
function valuesOf(key: string, context: RequestContext): readonly string[] | undefined {
  const found = Object.keys(context).find((name) => name.toLowerCase() === key.toLowerCase());
  return found === undefined ? undefined : context[found];
}
