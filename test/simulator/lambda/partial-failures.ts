/**
 * The messages of a batch that a function reports as failed. An answer that makes no sense fails the whole batch.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failedItems(answer: unknown, ids: readonly string[]): readonly string[] {
  const failures = (answer as { batchItemFailures?: unknown } | null)?.batchItemFailures;
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return ids;
  const named = failures.map((failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  return named.every((id) => typeof id === 'string' && ids.includes(id)) ? named as string[] : ids;
}
