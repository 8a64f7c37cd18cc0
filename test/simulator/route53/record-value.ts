import { isIPv4, isIPv6 } from 'node:net';
import { NotModelled } from '../not-modelled';
import { nameProblem } from './domain-name';

/**
 * What Route 53 has against the value of a record, in its own words.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
 */
export function valueProblem(type: string, value: string): string | undefined {
  switch (type) {
    case 'A': return isIPv4(value) ? undefined : `FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '${value}'`;
    case 'AAAA': return isIPv6(value) ? undefined : `FATAL problem: AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address) encountered with '${value}'`;
    case 'CNAME':
    case 'NS': return nameProblem(value);
    case 'TXT': return textProblem(value);
    default: throw new NotModelled(`records of type ${type}`);
  }
}

// strings in quotation marks, divided by white space, of 255 characters at most (ResourceRecordTypes.html#TXTFormat).
function textProblem(value: string): string | undefined {
  if (/[^\x20-\x7e]/.test(value)) return `FATAL problem: InvalidCharacterString (Value contains unsupported characters) encountered with '${value}'`;
  if (!/^"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*$/.test(value)) {
    return `FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with '${value}'`;
  }
  const strings = [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inner]) => inner.replace(/\\(?:[0-3][0-7]{2}|.)/g, '_'));
  return strings.some(({ length }) => length > 255) ? `FATAL problem: CharacterStringTooLong (Value is too long) encountered with '${value}'` : undefined;
}
