import { Clock } from '../clock/clock';
import { ElastiCache } from '../elasticache/elasticache';
import { Fault, Faults } from '../faults';
import { Iam, OPERATOR } from '../iam/iam';
import { NotModelled } from '../not-modelled';
import { Api, ApiCall, ApiRequest, Failure } from './api-call';
import { AwsError } from './aws-error';
import { ElastiCacheApi } from './elasticache-api';
import { Route53Api } from './route53-api';
import { readSignature } from './signature';
import { Route53 } from '../route53/route53';

export interface DispatcherOptions {
  readonly clock: Clock;
  readonly iam: Iam;
  readonly route53: Route53;
  readonly elasticache: ElastiCache;
  readonly faults: Faults;
}

/** A call that reached the server. */
export interface RecordedCall {
  readonly at: number;
  /** The ARN of a role, or the operator. */
  readonly caller: string;
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The code of the refusal, when it was refused. */
  refused?: string;
}

/** What goes back: an answer, nothing at all, or the end of the connection. */
type Answer = { readonly status: number; readonly body: string } | 'silence' | 'cut';

/** Who asks, may they, does anything go wrong, and then the call itself. */
export class Dispatcher {
  readonly calls: RecordedCall[] = [];
  readonly notModelled: string[] = [];
  private readonly apis: Readonly<Record<string, Api>>;

  constructor(private readonly options: DispatcherOptions) {
    this.apis = { route53: new Route53Api(options.route53), elasticache: new ElastiCacheApi(options.elasticache) };
  }

  async dispatch(request: ApiRequest, requestId: string, pause: (ms: number) => Promise<void>): Promise<Answer> {
    let api = this.apis.route53;
    let record: RecordedCall | undefined;
    try {
      const { caller, service } = readSignature(request.headers, this.options.iam);
      if (!this.apis[service]) throw new NotModelled(`the service ${service}`);
      api = this.apis[service];
      const call = api.parse(request);
      record = { at: this.options.clock.now(), caller, action: call.action, params: call.params };
      this.calls.push(record);
      if (caller !== OPERATOR) this.options.iam.authorize(caller, call.action, call.resource, call.context);
      const fault = this.options.faults.take(record);
      return await carryOut(call, fault, caller, api, requestId, pause);
    } catch (error) {
      const failure = this.failure(error);
      if (record) record.refused = failure.code;
      return { status: failure.status, body: failure.body ?? api.failureBody(failure, requestId) };
    }
  }

  // an error of the simulator itself must end the caller's work, so it is nothing that an SDK would try again.
  private failure(error: unknown): Failure {
    if (error instanceof AwsError) return error;
    const { name, message } = error as Error;
    this.notModelled.push(message);
    return { code: name, message, status: 400 };
  }
}

async function carryOut(
  call: ApiCall, fault: Fault | undefined, caller: string, api: Api, requestId: string, pause: (ms: number) => Promise<void>,
): Promise<Answer> {
  switch (fault?.kind) {
    case 'hang': return 'silence';
    case 'throttle': throw new AwsError(api.throttled.code, api.throttled.message, api.throttled.status);
    case 'error': throw new AwsError('InternalFailure', 'The request processing has failed because of an unknown error, exception or failure.', 500);
    case 'custom': throw new AwsError(fault.code, fault.message, fault.status, fault.body);
    case 'delay': await pause(fault.ms);
  }
  const body = await call.run(caller, requestId);
  if (call.takesMs) await pause(call.takesMs);
  if (fault?.kind === 'garbled') return { status: fault.status ?? 200, body: fault.garble(body) };
  if (fault?.kind === 'lost-answer') return fault.cut ? 'cut' : 'silence';
  return { status: 200, body };
}
