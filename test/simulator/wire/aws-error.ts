/** A refusal as AWS gives it: a code, a sentence, an HTTP status; `body` is sent in place of the service's own form. */
export class AwsError extends Error {
  constructor(readonly code: string, message: string, readonly status = 400, readonly body?: string) {
    super(message);
    this.name = code;
  }
}

export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDenied', message, 403);
}
