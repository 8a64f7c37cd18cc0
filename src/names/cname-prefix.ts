import { Token } from 'aws-cdk-lib/core';
import { claimName, endpointName, isLabel } from '../reconciler/names';
import { unknownFault } from '../synth/known-at-synth';
import { Fault } from '../synth/refuse';

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html; 255 octets are 253 characters.
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

/** Why no names can be made of a prefix in the zone. */
export function cnamePrefixFault(cnamePrefix: string, zoneName: string, mostNames: number): Fault {
  const fault = prefixFault(cnamePrefix.toLowerCase(), Token.isUnresolved(zoneName) ? undefined : zoneName, mostNames);
  return unknownFault('cnamePrefix', cnamePrefix) ?? (fault && `cnamePrefix ${fault}`);
}

function prefixFault(prefix: string, zoneName: string | undefined, mostNames: number): string | undefined {
  const got = `got: '${prefix}'`;
  if (prefix.endsWith('.')) return `must be relative to the hosted zone, ${got}; leave out the dot at its end`;
  if (zoneName && (prefix === zoneName || prefix.endsWith(`.${zoneName}`))) {
    return `must not hold the name of the hosted zone, which is added to it, ${got}; use '${prefix.slice(0, -zoneName.length - 1) || 'read'}'`;
  }
  const [first, ...rest] = prefix.split('.');
  if (!isLabel(`${first}1`) || first === '' || !rest.every(isLabel)) {
    return `must be one or more labels of letters, digits and hyphens with dots between them, of which only the first may end in a hyphen and none may begin with one, ${got}; `
      + "use one such as 'read' or 'read.orders'";
  }
  if (/\d$/.test(first)) {
    return `must have a first label that ends in a letter or a hyphen, since the number stands behind it, ${got}; use '${first}-' as its first label`;
  }
  return lengthFault(prefix, zoneName, mostNames);
}

function lengthFault(prefix: string, zoneName: string | undefined, mostNames: number): string | undefined {
  const digits = String(mostNames).length;
  const [first, ...rest] = prefix.split('.');
  const room = LONGEST_LABEL - digits;
  if (first.length > room) return `must leave room for the number in its first label, got: ${first.length} characters in '${first}'; use ${room} at most`;
  const long = rest.find((label) => label.length > LONGEST_LABEL);
  if (long) return `must have labels of ${LONGEST_LABEL} characters at most, got: ${long.length} in '${long}'; use a shorter one`;
  if (zoneName === undefined) return undefined;
  const longest = Math.max(endpointName(prefix, mostNames, zoneName).length, claimName(prefix, zoneName).length);
  const excess = longest - LONGEST_NAME;
  return excess > 0
    ? `makes names, or the name of its claim, of more than ${LONGEST_NAME} characters, got: ${longest}; shorten it by ${excess} at least`
    : undefined;
}
