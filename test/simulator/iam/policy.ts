import { NotModelled } from '../not-modelled';
import { conditionHolds, RequestContext } from './policy-condition';
import { matchesPattern } from './policy-pattern';

type OneOrMore = string | readonly string[];

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore>>;
  readonly Action?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore | boolean>>>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

export interface PolicyRequest {
  /** Who asks, for policies of a resource: a service (`{ Service: 'sns.amazonaws.com' }`) or an account's role (`{ AWS: arn }`). */
  readonly principal?: { readonly Service: string } | { readonly AWS: string };
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

const ELEMENTS = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];

/**
 * Every statement stands for itself: two of them never add up to a permission that neither gives. A denial outdoes any number of
 * permissions.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(document: PolicyDocument, request: PolicyRequest): 'allow' | 'deny' | 'none' {
  const effects = list(document.Statement).filter((statement) => applies(statement, request)).map((statement) => statement.Effect);
  if (effects.includes('Deny')) return 'deny';
  return effects.includes('Allow') ? 'allow' : 'none';
}

function applies(statement: PolicyStatement, request: PolicyRequest): boolean {
  const unknown = Object.keys(statement).find((element) => !ELEMENTS.includes(element));
  if (unknown) throw new NotModelled(`the policy element ${unknown}`);
  // all conditions are looked at even when the statement fails for another reason, so that one the simulator doesn't know is never passed over.
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, lines]) => Object.entries(lines)
    .map(([key, wanted]) => conditionHolds(operator, key, list(wanted).map(String), request.context)));
  return principalMatches(statement.Principal, request.principal)
    && list(statement.Action ?? []).some((pattern) => matchesPattern(pattern.toLowerCase(), request.action.toLowerCase()))
    && list(statement.Resource ?? []).some((pattern) => matchesPattern(pattern, request.resource))
    && conditions.every(Boolean);
}

function principalMatches(wanted: PolicyStatement['Principal'], seen: PolicyRequest['principal']): boolean {
  if (wanted === undefined) return seen === undefined;
  // `"AWS": "*"` means the same as `"*"`: anybody, AWS services included (reference_policies_elements_principal.html).
  if (wanted === '*' || list(wanted.AWS ?? []).includes('*')) return true;
  const unknown = Object.keys(wanted).find((kind) => kind !== 'AWS' && kind !== 'Service');
  if (unknown) throw new NotModelled(`the principal type ${unknown}`);
  if (seen === undefined) return false;
  return 'Service' in seen ? list(wanted.Service ?? []).includes(seen.Service) : list(wanted.AWS ?? []).some((arn) => isPrincipal(arn, seen.AWS));
}

// an account's root stands for the account, which may then hand the right on.
function isPrincipal(wanted: string, seen: string): boolean {
  const account = seen.split(':')[4];
  return wanted === seen || wanted === account || wanted === `arn:aws:iam::${account}:root`;
}

function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
