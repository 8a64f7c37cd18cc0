import { Clock } from '../clock/clock';
import { CloudWatch } from '../cloudwatch/cloudwatch';
import { Logs } from '../cloudwatch/logs';
import { ElastiCache } from '../elasticache/elasticache';
import { Iam } from '../iam/iam';
import { EventSourceMappings } from '../lambda/event-source-mapping';
import { LambdaHost } from '../lambda/lambda-host';
import { NotModelled } from '../not-modelled';
import { Route53 } from '../route53/route53';
import { Scheduler } from '../scheduler/scheduler';
import { Sns } from '../sns/sns';
import { Sqs } from '../sqs/sqs';
import { ApiServer } from '../wire/api-server';

/** The account that CloudFormation works on. */
export interface Services {
  readonly clock: Clock;
  readonly account: string;
  readonly region: string;
  readonly api: ApiServer;
  readonly iam: Iam;
  readonly route53: Route53;
  readonly elasticache: ElastiCache;
  readonly sns: Sns;
  readonly sqs: Sqs;
  readonly lambda: LambdaHost;
  readonly mappings: EventSourceMappings;
  readonly scheduler: Scheduler;
  readonly cloudwatch: CloudWatch;
  readonly logs: Logs;
}

export type Properties = Readonly<Record<string, unknown>>;

/** A resource as it exists. */
export interface Existing {
  /** What `Ref` answers with. */
  readonly physicalId: string;
  readonly attributes: Properties;
}

export interface ResourceContext {
  readonly services: Services;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  /** Where the staged assets lie. */
  readonly assets: string;
  /** A name no other resource has, as CloudFormation makes them. */
  physicalName(maximumLength: number): string;
  newRequestId(): string;
}

/** The properties that are modelled: `true` for a value, or what is inside. */
export type Shape = true | { readonly [property: string]: Shape } | readonly [Shape];

export interface ResourceType {
  readonly shape: Shape;
  /** Properties whose change makes a new resource. */
  readonly replacedBy?: readonly string[];
  create(properties: Properties, context: ResourceContext): Existing | Promise<Existing>;
  /** Absent: nothing can be changed in place here. */
  update?(existing: Existing, properties: Properties, old: Properties, context: ResourceContext): Existing | Promise<Existing>;
  delete(existing: Existing, properties: Properties, context: ResourceContext): void | Promise<void>;
}

/** Finds what is not modelled before anything is deployed. */
export function checkShape(where: string, properties: unknown, shape: Shape) {
  if (shape === true || typeof properties !== 'object' || properties === null || isIntrinsic(properties)) return;
  if (Array.isArray(shape)) {
    for (const item of [properties].flat()) checkShape(where, item, shape[0] as Shape);
    return;
  }
  for (const [name, inner] of Object.entries(properties)) {
    if (!(name in shape)) throw new NotModelled(`the property ${where}.${name}`);
    checkShape(`${where}.${name}`, inner, (shape as Record<string, Shape>)[name]);
  }
}

function isIntrinsic(value: object) {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}
