/** An error as the SDK makes it of an answer; without metadata it is of a call that had none. */
export interface ServiceError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What was asked for was looked at and not done. */
export function isRefusal({ $metadata: { httpStatusCode = 0 } = {} }: ServiceError): boolean {
  return httpStatusCode >= 400 && httpStatusCode < 500;
}

/** Refused for the time being, whatever was asked for. */
export function isThrottle({ name }: Error): boolean {
  return /Throttl|PriorRequestNotComplete|RequestLimit/.test(name);
}
