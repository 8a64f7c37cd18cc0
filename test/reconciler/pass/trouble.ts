const STATUS: Record<string, number> = { AccessDenied: 403, NoSuchHostedZone: 404, InternalFailure: 500, ServiceUnavailable: 503 };

/** An error as the SDK makes it of a service's answer. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: STATUS[name] ?? 400 } });
}

/** No answer came: what was asked for may have been done or not. */
export function timeout(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
}
