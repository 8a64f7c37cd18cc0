import { IncomingHttpHeaders } from 'node:http';
import { RequestContext } from '../iam/policy-condition';

/** A request as it came over HTTP. */
export interface ApiRequest {
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** A request understood: what it asks for, what permission it takes, and how to carry it out. */
export interface ApiCall {
  /** As IAM names it, such as `route53:GetHostedZone`. */
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly resource: string;
  readonly context: RequestContext;
  /** Simulated time that the answer takes. */
  readonly takesMs?: number;
  /** Carries it out and answers with the body. */
  run(caller: string, requestId: string): string | Promise<string>;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** A body to be sent as it is, in place of the service's own form. */
  readonly body?: string;
}

/** One service's way of putting requests and answers. */
export interface Api {
  /** How the service says "not so fast". */
  readonly throttled: Failure;
  parse(request: ApiRequest): ApiCall;
  failureBody(failure: Failure, requestId: string): string;
}
