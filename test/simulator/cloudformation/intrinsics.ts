import { NotModelled } from '../not-modelled';

/** What references lead to. */
export interface Scope {
  ref(logicalId: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  imported(name: string): unknown;
}

/** Stands for a property that is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: never, scope: Scope) => unknown;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const INTRINSICS: Record<string, Intrinsic> = {
  'Ref': (id: string, scope) => (id === 'AWS::NoValue' ? NO_VALUE : scope.ref(id)),
  'Fn::GetAtt': (argument: string | [string, string], scope) => {
    const [id, ...name] = typeof argument === 'string' ? argument.split('.') : argument;
    return scope.attribute(id, name.join('.'));
  },
  'Fn::Join': ([separator, parts]: [string, unknown], scope) => (value(parts, scope) as unknown[]).map((part) => text(part, 'Fn::Join')).join(separator),
  'Fn::Sub': (argument: string | [string, Record<string, unknown>], scope) => {
    const [pattern, variables] = typeof argument === 'string' ? [argument, {}] : argument;
    return pattern.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => text(substituted(name, variables, scope), 'Fn::Sub')).replaceAll('${!', '${');
  },
  'Fn::Select': ([index, list]: [unknown, unknown], scope) => {
    const values = value(list, scope) as unknown[];
    const selected = values[Number(value(index, scope))];
    if (selected === undefined) throw new Error(`Template error: Fn::Select cannot select nonexistent value at index ${String(index)}`);
    return selected;
  },
  'Fn::Split': ([separator, whole]: [string, unknown], scope) => text(value(whole, scope), 'Fn::Split').split(separator),
  'Fn::If': ([condition, yes, no]: [string, unknown, unknown], scope) => value(scope.condition(condition) ? yes : no, scope),
  'Fn::Equals': ([left, right]: [unknown, unknown], scope) => String(value(left, scope)) === String(value(right, scope)),
  'Fn::Not': ([condition]: [unknown], scope) => !value(condition, scope),
  'Fn::And': (conditions: unknown[], scope) => conditions.every((condition) => value(condition, scope)),
  'Fn::Or': (conditions: unknown[], scope) => conditions.some((condition) => value(condition, scope)),
  'Condition': (name: string, scope) => scope.condition(name),
  'Fn::ImportValue': (name: unknown, scope) => scope.imported(text(value(name, scope), 'Fn::ImportValue')),
};

/** The value with all intrinsic functions carried out. */
export function evaluate(raw: unknown, scope: Scope): unknown {
  const result = value(raw, scope);
  return result === NO_VALUE ? undefined : result;
}

/** The logical ids, parameters and pseudo parameters that a value refers to. */
export function references(raw: unknown): string[] {
  if (Array.isArray(raw)) return raw.flatMap(references);
  if (typeof raw !== 'object' || raw === null) return [];
  const { 'Ref': ref, 'Fn::GetAtt': attribute, 'Fn::Sub': pattern, ...rest } = raw as Record<string, unknown>;
  return [
    ...typeof ref === 'string' ? [ref] : references(ref),
    ...attribute === undefined ? [] : [typeof attribute === 'string' ? attribute.split('.')[0] : (attribute as string[])[0]],
    ...pattern === undefined ? [] : referencesOfSub(pattern as string | [string, Record<string, unknown>]),
    ...Object.values(rest).flatMap(references),
  ];
}

function value(raw: unknown, scope: Scope): unknown {
  if (Array.isArray(raw)) return raw.map((item) => value(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof raw !== 'object' || raw === null) return raw;
  const keys = Object.keys(raw);
  const [key] = keys;
  if (keys.length === 1 && (key === 'Ref' || key === 'Condition' && typeof (raw as Record<string, unknown>)[key] === 'string' || key.startsWith('Fn::'))) {
    if (!(key in INTRINSICS)) throw new NotModelled(`the intrinsic function ${key}`);
    return INTRINSICS[key]((raw as Record<string, unknown>)[key] as never, scope);
  }
  return Object.fromEntries(Object.entries(raw).map(([name, item]) => [name, value(item, scope)]).filter(([, item]) => item !== NO_VALUE));
}

function substituted(name: string, variables: Record<string, unknown>, scope: Scope) {
  if (name in variables) return value(variables[name], scope);
  const [id, ...attribute] = name.split('.');
  return attribute.length > 0 ? scope.attribute(id, attribute.join('.')) : scope.ref(id);
}

function referencesOfSub(argument: string | [string, Record<string, unknown>]) {
  const [pattern, variables] = typeof argument === 'string' ? [argument, {}] : argument;
  const names = [...pattern.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name).filter((name) => !(name in variables));
  return [...names.map((name) => name.split('.')[0]), ...references(variables)];
}

function text(part: unknown, where: string) {
  if (typeof part !== 'string' && typeof part !== 'number' && typeof part !== 'boolean') {
    throw new Error(`Template error: ${where} needs text, got: ${JSON.stringify(part)}`);
  }
  return String(part);
}
