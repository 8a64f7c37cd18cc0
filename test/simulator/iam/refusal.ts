import { AwsError } from '../wire/aws-error';

/** How AWS refused the work, if it did. Any other error is one of the simulator or of the story, and goes on. */
export function refusalOf(work: () => void): AwsError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
