const TYPES = ['Create', 'Update', 'Delete'];
/** What every request has. An answer that does not repeat the first three is answered to nobody. */
const TEXTS = ['StackId', 'RequestId', 'LogicalResourceId', 'ResponseURL'] as const;

/**
 * Why an event is none that the function serves, if it is none; nothing is read or written for it.
 *
 * | event                                                                     | is           |
 * |---------------------------------------------------------------------------|--------------|
 * | `{"action":"release","claim":...}`                                        | served       |
 * | a request of CloudFormation                                               | served       |
 * | one without type, ids, URL for the answer or properties                   | refused      |
 * | an Update or Delete that does not say of what                             | refused      |
 * | anything else                                                             | refused      |
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export function eventFault(event: unknown): string | undefined {
  const fields = isObject(event) ? event : {};
  const released = isText(fields.claim) ? undefined : 'claim must be a text';
  const what = fields.action === 'release' ? released : missing(fields);
  return what && `the event must be a request of CloudFormation, or {"action":"release","claim":"..."}: ${what}, got: ${JSON.stringify(event)?.slice(0, 200)}`;
}

function missing(event: Readonly<Record<string, unknown>>): string | undefined {
  const { RequestType, PhysicalResourceId, ResourceProperties } = event;
  if (!TYPES.includes(RequestType as string)) return `RequestType must be one of ${TYPES.join(', ')}`;
  const text = TEXTS.find((each) => !isText(event[each]));
  if (text !== undefined) return `${text} must be a text`;
  if (RequestType !== 'Create' && !isText(PhysicalResourceId)) return 'PhysicalResourceId must be a text';
  return isObject(ResourceProperties) ? undefined : 'ResourceProperties must be an object';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
