import { NotModelled } from '../not-modelled';
import { AwsError } from './aws-error';

/** The parameters of a call of the query protocol, none of which may be another than the ones asked for. */
export class QueryParameters {
  private readonly asked = new Set<string>(['Action', 'Version']);

  constructor(private readonly parameters: URLSearchParams) {}

  text(name: string): string | undefined {
    this.asked.add(name);
    return this.parameters.get(name) ?? undefined;
  }

  required(name: string): string {
    const found = this.text(name);
    if (found === undefined) throw new AwsError('MissingParameter', `The request must contain the parameter ${name}`);
    return found;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    if (text !== undefined && !/^-?\d+$/.test(text)) throw malformed(name, text);
    return text === undefined ? undefined : Number(text);
  }

  boolean(name: string): boolean | undefined {
    const text = this.text(name);
    if (text !== undefined && text !== 'true' && text !== 'false') throw malformed(name, text);
    return text === undefined ? undefined : text === 'true';
  }

  time(name: string): number | undefined {
    const text = this.text(name);
    if (text !== undefined && Number.isNaN(Date.parse(text))) throw malformed(name, text);
    return text === undefined ? undefined : Date.parse(text);
  }

  /** `Name.member.1`, `Name.member.2` and so on. */
  list(name: string): string[] {
    const keys = [...this.parameters.keys()].filter((key) => key.startsWith(`${name}.`));
    return keys.map((key) => this.text(key)!);
  }

  /** Throws for a parameter that nobody asked for. */
  end(): void {
    const other = [...this.parameters.keys()].find((name) => !this.asked.has(name));
    if (other) throw new NotModelled(`the parameter ${other} of elasticache:${this.parameters.get('Action')}`);
  }

  all(): Record<string, string> {
    const { Action, Version, ...rest } = Object.fromEntries(this.parameters);
    return rest;
  }
}

function malformed(name: string, text: string): AwsError {
  return new AwsError('MalformedInput', `The parameter ${name} has a malformed value, got: ${text}`);
}
