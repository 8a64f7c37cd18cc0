/** An error as the SDK makes it of an answer that it does not know the form of: the answer's elements are its fields. */
interface Unnamed extends Error {
  readonly Messages?: { readonly Message?: string | readonly string[] };
}

/**
 * Gives a refused batch its name and its words. Route 53 has two forms of telling it, and of the one that its API reference shows the SDK makes an error that is
 * called "Unknown".
 *
 * | answer                                                                             | name               | message        |
 * |------------------------------------------------------------------------------------|--------------------|----------------|
 * | `<ErrorResponse><Error><Code>InvalidChangeBatch</Code><Message>[a, b]</Message>...` | InvalidChangeBatch | `[a, b]`       |
 * | `<InvalidChangeBatch><Messages><Message>a</Message><Message>b</Message>...`         | InvalidChangeBatch | `[a, b]`       |
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
export function nameRefusedBatch(error: Unnamed): void {
  const { Message: message } = error.Messages ?? {};
  if (!error.name.startsWith('Unknown') || message === undefined) return;
  error.name = 'InvalidChangeBatch';
  error.message = `[${[message].flat().join(', ')}]`;
}
