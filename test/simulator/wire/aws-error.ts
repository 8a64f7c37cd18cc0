/** A refusal as AWS gives it: a code, a sentence, an HTTP status. */
export class AwsError extends Error {
  constructor(readonly code: string, message: string, readonly status = 400) {
    super(message);
    this.name = code;
  }
}

export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDenied', message, 403);
}
