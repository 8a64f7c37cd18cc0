import { IncomingHttpHeaders } from 'node:http';
import { Fault } from '../faults';
import { NotModelled } from '../not-modelled';

/** A request that reached a host of S3. */
export interface StorageRequest {
  readonly method: string;
  readonly host: string;
  /** Path and query as they came: a signature covers the very characters. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface StorageAnswer {
  readonly status: number;
  readonly body: string;
}

/** Judges and takes what is put under a path. */
export type Receiver = (request: StorageRequest) => StorageAnswer;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function storageError(status: number, code: string, message: string): StorageAnswer {
  return { status, body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>` };
}

/** What S3 says, with a fault planned for `s3:PutObject` on the way. Nobody has put a URL of CloudFormation's under any other path. */
export async function answerStorage(
  request: StorageRequest, receiver: Receiver | undefined, fault: Fault | undefined, pause: (ms: number) => Promise<void>,
): Promise<StorageAnswer | 'silence' | 'cut'> {
  switch (fault?.kind) {
    case 'hang': return 'silence';
    case 'throttle': return storageError(503, 'SlowDown', 'Please reduce your request rate.');
    case 'error': return storageError(500, 'InternalError', 'We encountered an internal error. Please try again.');
    case 'custom': return fault.body === undefined ? storageError(fault.status, fault.code, fault.message) : { status: fault.status, body: fault.body };
    case 'garbled': throw new NotModelled('a garbled answer of S3');
    case 'delay': await pause(fault.ms);
  }
  if (!receiver) return storageError(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. Check your key and signing method.');
  const answer = receiver(request);
  if (fault?.kind === 'lost-answer') return fault.cut ? 'cut' : 'silence';
  return answer;
}
