import { AwsError } from '../wire/aws-error';

/** The sentences that Route 53 gives reach the SDKs as one, in brackets: `[first, second]`. */
export class InvalidChangeBatch extends AwsError {
  constructor(readonly messages: readonly string[]) {
    super('InvalidChangeBatch', `[${messages.join(', ')}]`);
  }
}
