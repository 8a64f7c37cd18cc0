import { fingerprint } from '../decide/fingerprint';

/**
 * Who asks, as far as it stands in a claim: no ARN, since zones can be public.
 *
 * `stack` is the stack's name, cut to size, and a fingerprint of its id. `place` is what a later stack of the same name shares with it.
 */
export function stackOf(stackId: string): { readonly stack: string; readonly place: string } {
  const [arn, stackName = stackId] = stackId.split('/');
  return { stack: `${stackName.slice(0, 24)}/${fingerprint(stackId)}`, place: fingerprint(`${arn}/${stackName}`) };
}

/** The same for a repeated request. */
export function instanceOf(stackId: string, requestId: string): string {
  return fingerprint(`${stackId} ${requestId}`) + fingerprint(`${requestId} ${stackId}`).slice(0, 2);
}

/** The instance that a physical id names; CloudFormation makes an id of its own, without a slash, for a resource that never answered. */
export function instanceNamed(id: string | undefined): string | undefined {
  return id?.includes('/') ? id.slice(id.lastIndexOf('/') + 1) : undefined;
}

/** The prefix that a physical id of this zone names. */
export function prefixNamed(id: string | undefined, zoneName: string): string | undefined {
  const ending = `.${zoneName}/${instanceNamed(id)}`;
  return id !== undefined && id.endsWith(ending) && id.length > ending.length ? id.slice(0, -ending.length) : undefined;
}

/**
 * When CloudFormation asked, in seconds since the epoch, as far as the signature of the URL for the answer tells; no page documents the URL. Signature version 2,
 * which Regions had until about 2019, tells only when the URL expires, and nothing says how long it lives: a guess there would refuse or let through requests.
 */
export function askedAt(responseUrl: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /[?&]X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(responseUrl)?.map(Number) ?? [];
  return year === undefined ? undefined : Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}
