import { claimName, endpointName, isPrefix, MOST_ENDPOINTS, MOST_REPLICAS } from '../names';
import { Registration, Settings } from '../settings';

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html; 255 octets are 253 characters.
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

/**
 * Why a registration is refused, if it is. The synth checks the same, but whoever writes a template by hand, or changes a synthesized one, is not held up by it;
 * and one that passed through here commands the names of a zone.
 */
export function registrationFault(registration: Registration, { hostedZoneId, zoneName, reconciler }: Settings): string | undefined {
  const { prefix, ttl, endpointCount, highestName, replicationGroupId, topicArn } = registration;
  if (registration.hostedZoneId !== hostedZoneId || registration.zoneName !== zoneName) {
    return `this function serves the hosted zone ${hostedZoneId} (${zoneName}), got: ${registration.hostedZoneId} (${registration.zoneName}): `
      + 'use the ZoneReconciler of that zone';
  }
  if (registration.reconciler !== reconciler) {
    return `this function serves the reconciler of ${reconciler}, got: ${registration.reconciler}: `
      + 'give queueArn and claimsFunctionArn of the same ZoneReconciler';
  }
  if (typeof prefix !== 'string' || !isPrefix(prefix)) {
    return `the prefix must be labels of letters, digits and hyphens, the first of which does not end in a digit, got: '${text(prefix)}': use another cnamePrefix`;
  }
  if (!isWhole(ttl, 1, 3600)) return `ttl must be 1 to 3600 seconds, got: ${text(ttl)}`;
  if (endpointCount !== undefined && !isWhole(endpointCount, 1, MOST_ENDPOINTS)) return `endpointCount must be 1 to ${MOST_ENDPOINTS}, got: ${text(endpointCount)}`;
  if (!isShort(prefix, endpointCount ?? MOST_REPLICAS, zoneName)) {
    return `the prefix leaves no room for names of ${LONGEST_LABEL} characters a label and ${LONGEST_NAME} in all, got: '${prefix}': use a shorter cnamePrefix`;
  }
  if (highestName !== undefined && !isWhole(highestName, 1, MOST_ENDPOINTS)) return `the number of a name must be 1 to ${MOST_ENDPOINTS}, got: ${text(highestName)}`;
  if (typeof replicationGroupId !== 'string' || !/^[a-z][a-z0-9-]{0,39}$/i.test(replicationGroupId)) {
    return `replicationGroupId must be that of a replication group, got: '${text(replicationGroupId)}'`;
  }
  if (!['PRIMARY', 'KEEP'].includes(registration.whenNoReplica)) return `whenNoReplica must be PRIMARY or KEEP, got: ${text(registration.whenNoReplica)}`;
  if (topicArn !== undefined && typeof topicArn !== 'string') return `topicArn must be that of a topic, got: ${text(topicArn)}`;
  const flag = (['adoptExisting', 'retain'] as const).find((each) => typeof registration[each] !== 'boolean');
  return flag && `${flag} must be true or false, got: ${text(registration[flag])}`;
}

/** Whether its names, and that of its claim, are as long as names can be. */
function isShort(prefix: string, most: number, zoneName: string): boolean {
  const names = [endpointName(prefix, most, zoneName), claimName(prefix, zoneName)];
  return names.every((name) => name.length <= LONGEST_NAME && name.split('.').every(({ length }) => length <= LONGEST_LABEL));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
