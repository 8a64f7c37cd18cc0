import { OPERATOR } from '../simulator/iam/iam';
import { Exchange } from '../simulator/wire/api-server';

/** An exchange as the reader takes it: one line of JSON. */
export function line({ request: { method, path, query, body, headers }, answer }: Exchange): string {
  const [, key, service] = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return JSON.stringify({ service, by: key === OPERATOR ? 'boto3' : 'bundle', method, path, query: Object.fromEntries(query), body, answer });
}
