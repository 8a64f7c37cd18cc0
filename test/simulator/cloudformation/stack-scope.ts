import { NotModelled } from '../not-modelled';
import { evaluate, Scope } from './intrinsics';
import { Stack } from './stack';
import { Template } from './template';

export interface Place {
  readonly account: string;
  readonly region: string;
  exported(name: string): unknown;
}

/** What references in a template of a stack lead to. */
export class StackScope implements Scope {
  constructor(private readonly stack: Stack, private readonly template: Template, private readonly place: Place) {}

  ref(id: string): unknown {
    const pseudo: Record<string, unknown> = {
      'AWS::AccountId': this.place.account,
      'AWS::Partition': 'aws',
      'AWS::Region': this.place.region,
      'AWS::StackId': this.stack.id,
      'AWS::StackName': this.stack.name,
      'AWS::URLSuffix': 'amazonaws.com',
    };
    if (id in pseudo) return pseudo[id];
    if (id.startsWith('AWS::')) throw new NotModelled(`the pseudo parameter ${id}`);
    const parameter = this.template.Parameters?.[id];
    if (!parameter) return this.stack.resource(id).physicalId;
    const value = this.stack.parameters[id] ?? parameter.Default;
    if (value === undefined) throw new Error(`Parameters: [${id}] must have values`);
    if (parameter.Type !== 'String' && parameter.Type !== 'Number') throw new NotModelled(`a reference to the parameter ${id} of type ${parameter.Type}`);
    return value;
  }

  attribute(id: string, name: string): unknown {
    const { attributes, type, physicalId } = this.stack.resource(id);
    if (name in attributes) return attributes[name];
    if (type.startsWith('Custom::')) throw new Error(`CustomResource attribute error: Vendor response doesn't contain ${name} attribute in object ${physicalId}`);
    throw new NotModelled(`the attribute ${name} of ${type}`);
  }

  condition(name: string): boolean {
    const condition = this.template.Conditions?.[name];
    if (condition === undefined) throw new Error(`Template format error: Unresolved condition dependency ${name}`);
    return evaluate(condition, this) as boolean;
  }

  imported(name: string): unknown {
    return this.place.exported(name);
  }

  /** The template without the resources and outputs whose condition does not hold. */
  effective(): Template {
    return { ...this.template, Resources: this.present(this.template.Resources), Outputs: this.present(this.template.Outputs ?? {}) };
  }

  private present<T extends { readonly Condition?: string }>(items: Readonly<Record<string, T>>): Record<string, T> {
    return Object.fromEntries(Object.entries(items).filter(([, { Condition: condition }]) => condition === undefined || this.condition(condition)));
  }
}
