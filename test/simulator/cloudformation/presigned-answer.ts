import { createHash } from 'node:crypto';
import { StorageAnswer, storageError, StorageRequest } from '../wire/storage';

export interface PresignedAnswerOptions {
  readonly region: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly requestId: string;
  /** Simulated milliseconds since the epoch. */
  readonly issuedAt: number;
  /** The form of the query. Version 2, which Regions of before 2014 had until about 2019, does not tell when it was signed. Default: v4. */
  readonly signature?: 'v2' | 'v4';
}

const LIFETIME_SECONDS = 7_200;

/**
 * The presigned URL to which the answer of a custom resource goes, and what S3 says to whoever uses it.
 *
 * | a request                                              | S3 says                                                                    |
 * |--------------------------------------------------------|----------------------------------------------------------------------------|
 * | of another method, or to another path or query         | 403 SignatureDoesNotMatch                                                  |
 * | with a Content-Type or Content-MD5 that is not empty   | 403 SignatureDoesNotMatch: version 2 signs both; version 4 would let them pass, nobody may rely on it |
 * | with an `x-amz-` header                                | 403: no version lets an unsigned one pass                                  |
 * | more than two hours after the URL was made             | 403 AccessDenied, Request has expired                                      |
 * | without Content-Length                                 | 411 MissingContentLength                                                   |
 * | else                                                   | 200, whatever its size: it is CloudFormation that counts 4,096 bytes       |
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export class PresignedAnswer {
  readonly host: string;
  readonly url: string;
  private readonly target: string;

  constructor(private readonly options: PresignedAnswerOptions) {
    const { region, stackId, logicalId, requestId } = options;
    const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    this.host = `cloudformation-custom-resource-response-${region.replaceAll('-', '')}.s3.${region}.${suffix}`;
    const path = `${stackId.replaceAll(':', '%3A')}%7C${logicalId}%7C${requestId}`;
    this.target = `/${path}?${this.query(path)}`;
    this.url = `https://${this.host}${this.target}`;
  }

  judge({ method, host, target, headers }: StorageRequest, now: number): StorageAnswer {
    const amazon = Object.keys(headers).find((name) => name.startsWith('x-amz-'));
    if (now > this.options.issuedAt + LIFETIME_SECONDS * 1000) return storageError(403, 'AccessDenied', 'Request has expired');
    if (amazon && this.options.signature !== 'v2') return storageError(403, 'AccessDenied', 'There were headers present in the request which were not signed');
    if (method !== 'PUT' || host !== this.host || target !== this.target || amazon || headers['content-type'] || headers['content-md5']) {
      return storageError(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. Check your key and signing method.');
    }
    if (headers['content-length'] === undefined) return storageError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
    return { status: 200, body: '' };
  }

  // nobody here can check a signature by its secret: a URL that is not exactly the one that was given is not signed.
  private query(path: string): string {
    const { issuedAt, region, signature = 'v4' } = this.options;
    const digest = createHash('sha256').update(`${path} ${issuedAt}`).digest();
    if (signature === 'v2') {
      const expires = Math.floor(issuedAt / 1000) + LIFETIME_SECONDS;
      return `AWSAccessKeyId=AKIAEXAMPLE&Expires=${expires}&Signature=${encodeURIComponent(digest.subarray(0, 20).toString('base64'))}`;
    }
    const date = new Date(issuedAt).toISOString().replace(/[-:]|\.\d+/g, '');
    const credential = encodeURIComponent(`AKIAEXAMPLE/${date.slice(0, 8)}/${region}/s3/aws4_request`);
    return `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=${date}&X-Amz-SignedHeaders=host&X-Amz-Expires=${LIFETIME_SECONDS}`
      + `&X-Amz-Credential=${credential}&X-Amz-Signature=${digest.toString('hex')}`;
  }
}
