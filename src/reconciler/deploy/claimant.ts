import { fingerprint } from '../decide/fingerprint';
import { Registration } from '../settings';

/** Who makes a claim. */
export interface Claimant {
  /** As it stands in the claim: stack name and fingerprint. */
  readonly owner: string;
  readonly instance: string;
  /** Fingerprint of the reconciler that is to serve the claim. */
  readonly reconciler: string;
  /** It has had the claim already: what stands under the names is its own, even if somebody deleted the claim. */
  readonly returning?: boolean;
}

/** Stack name, cut to size, and a fingerprint of the whole id: zones can be public, so no ARN. */
export function ownerOf(stackId: string): string {
  const stackName = stackId.split('/')[1] ?? stackId;
  return `${stackName.slice(0, 24)}/${fingerprint(stackId)}`;
}

/** The same for a repeated request; its beginning tells which resource of the template it is. */
export function instanceOf(logicalId: string, requestId: string): string {
  return instancesOf(logicalId) + fingerprint(requestId).slice(0, 6);
}

export function instancesOf(logicalId: string): string {
  return fingerprint(logicalId).slice(0, 4);
}

export function physicalId({ prefix, zoneName }: Registration, instance: string): string {
  return `${prefix}.${zoneName}/${instance}`;
}
