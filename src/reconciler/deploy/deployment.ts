import { instanceNamed, instanceOf, stackOf } from './identity';
import { Claim } from '../decide/claim';
import { fingerprint } from '../decide/fingerprint';
import { HolderRequest } from '../decide/held-claims';
import { holdersOf } from '../decide/holders';
import { Registration, registrationFromProperty, Settings } from '../settings';

/** A request of CloudFormation, as far as it concerns a claim. */
export interface Deployment {
  readonly type: HolderRequest['type'];
  readonly registration: Registration;
  /** Of an Update: what it takes the place of. */
  readonly old?: Registration;
  /** The holder that it makes, if it makes one. */
  readonly holder: HolderRequest['holder'];
  /** The instance that its physical id names. */
  readonly instance?: string;
  /** When it must have been answered, in milliseconds since the epoch. */
  readonly until: number;
}

/** What CloudFormation says of whom it asks for. */
export interface Asked {
  readonly RequestType: HolderRequest['type'];
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
}

export function deploymentOf(asked: Asked, registration: Registration, since: number, until: number): Deployment {
  return {
    type: asked.RequestType,
    registration,
    holder: {
      instance: instanceOf(asked.StackId, asked.RequestId),
      ...stackOf(asked.StackId),
      resource: fingerprint(asked.LogicalResourceId),
      since,
      keep: false,
    },
    instance: instanceNamed(asked.PhysicalResourceId),
    until,
  };
}

/** Whose holders are those of the request's stack and logical id. */
export function isOwn({ holder }: Deployment): (claim: Claim) => boolean {
  return (claim) => holdersOf(claim).some(({ stack, resource }) => stack === holder.stack && resource === holder.resource);
}

/**
 * The registration of a resource that goes, as far as it makes sense: whatever is wrong with it, what the resource has made must be taken away.
 *
 * @param prefix where it names none
 */
export function departing(property: unknown, { hostedZoneId, zoneName, reconciler }: Settings, prefix: string): Registration {
  const said = readable(property);
  return {
    hostedZoneId,
    zoneName,
    reconciler,
    prefix: typeof said?.prefix === 'string' ? said.prefix : prefix,
    replicationGroupId: typeof said?.replicationGroupId === 'string' ? said.replicationGroupId : '',
    ttl: 0,
    whenNoReplica: 'KEEP',
    adoptExisting: false,
    retain: said?.retain === true,
  };
}

export function readable(property: unknown): Registration | undefined {
  try {
    return registrationFromProperty(property);
  } catch {
    return undefined;
  }
}

/** A Create makes no holder any more when it was asked for longer ago: its Delete may have come and found nothing. In seconds. */
export const CREATED_WITHIN = 120;

/** As the life of claims takes it. */
export function holderRequest({ type, registration, holder, instance }: Deployment, names: number, now: number): HolderRequest {
  const { prefix, reconciler, ttl, endpointCount, whenNoReplica, topicArn, adoptExisting } = registration;
  return {
    type,
    prefix,
    terms: {
      reconciler: fingerprint(reconciler),
      group: registration.replicationGroupId.toLowerCase(),
      ttl,
      endpointCount,
      whenNoReplica,
      topic: topicArn === undefined ? undefined : fingerprint(topicArn),
    },
    names,
    holder,
    instance,
    adoptExisting,
    late: now > holder.since + CREATED_WITHIN,
  };
}
