import { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './aws-error';
import { Iam, OPERATOR } from '../iam/iam';

export interface Signer {
  /** The ARN of the role, or the operator. */
  readonly caller: string;
  /** The service that the request is signed for. */
  readonly service: string;
}

/**
 * Who signed the request, by the credential named in its Authorization header. The signature itself is not computed again.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function readSignature(headers: IncomingHttpHeaders, iam: Iam): Signer {
  const scope = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request,/.exec(headers.authorization ?? '');
  if (!scope) throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  const [, accessKeyId, service] = scope;
  if (accessKeyId === OPERATOR) return { caller: OPERATOR, service };
  const role = iam.roleOf(accessKeyId);
  if (role === undefined || iam.credentialsFor(role).sessionToken !== headers['x-amz-security-token']) {
    throw new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
  }
  return { caller: role, service };
}
