import { Properties } from './resource-type';

/** The request as the function gets it. */
export interface CustomResourceRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ServiceToken: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
}

export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Properties;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html */
const LARGEST_RESPONSE = 4096;

/** Reads what was put at the ResponseURL; what makes no sense is a failure. */
export function readResponse(body: string, request: CustomResourceRequest): CustomResourceResponse {
  const invalid = (reason: string) => ({ Status: 'FAILED' as const, Reason: reason, PhysicalResourceId: request.PhysicalResourceId ?? '' });
  if (Buffer.byteLength(body) > LARGEST_RESPONSE) return invalid('Response object is too long.');
  let response: Record<string, unknown>;
  try {
    response = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return invalid('Response is not valid JSON');
  }
  for (const key of ['StackId', 'RequestId', 'LogicalResourceId'] as const) {
    if (response[key] !== request[key]) return invalid(`Invalid response: ${key} must be that of the request, got: ${JSON.stringify(response[key])}`);
  }
  const { Status: status, Reason: reason, PhysicalResourceId: id } = response;
  if (status !== 'SUCCESS' && status !== 'FAILED') return invalid('Invalid Status');
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > 1024) return invalid('Invalid PhysicalResourceId');
  if (status === 'FAILED' && (typeof reason !== 'string' || reason === '')) return invalid('A FAILED response needs a Reason');
  return response as unknown as CustomResourceResponse;
}

/** CloudFormation makes text of every number and every boolean. */
export function asStrings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStrings);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asStrings(inner)]));
  return value === null || value === undefined ? value : String(value);
}
