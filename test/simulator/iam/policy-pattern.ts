/**
 * `*` is any run of characters and `?` is one character; nothing else is special.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesPattern(pattern: string, value: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^]*').replace(/\?/g, '[^]');
  return new RegExp(`^${expression}$`).test(value);
}

/**
 * The six parts of an ARN are compared part by part, so that a wildcard does not run over a colon.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: string, value: string): boolean {
  const wanted = arnParts(pattern);
  const seen = arnParts(value);
  return wanted.length === seen.length && wanted.every((part, index) => matchesPattern(part, seen[index]));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
