/**
 * The contract between the construct and the program: written by one, read by the other, typed once.
 */

/** The exports of the bundle that Lambda calls. */
export const RECONCILE_HANDLER = 'index.reconcile';
export const CLAIMS_HANDLER = 'index.claims';

/** A notification asks for passes during this long after it was sent: ElastiCache's events run ahead of its answers. */
export const SETTLE_SECONDS = 180;

/** A message that still asks for passes comes back after this long. Lambda wants it to be no less than the function's timeout. */
export const VISIBILITY_SECONDS = 30;

/** Seven receives are the healthy life of a notification (0, 30, ... 180 s); eight more are failures. */
export const MAX_RECEIVE_COUNT = 15;

/** The body of a scheduled wake-up. It asks for one pass, where anything else asks for passes until the group has settled. */
export const SWEEP_MESSAGE = '{"action":"sweep"}';

/** Metrics, all in one namespace. `Reconciler` is the name of the reconciling function. */
export const METRIC_NAMESPACE = 'ReplicaEndpointDns';
export const RECONCILER_DIMENSION = 'Reconciler';
export const CLAIM_DIMENSION = 'Claim';

/** A count each, per reconciler; but for the first, written only when there is something to count. */
export const RECONCILER_METRICS = {
  /** Passes that read everything and left every claim right. */
  passesSucceeded: 'PassesSucceeded',
  /** Passes in which reading, writing, or one of the claims failed. */
  passesFailed: 'PassesFailed',
  /** Groups whose notification topic is inactive, missing or another than the registered one. */
  topicFaults: 'TopicFaults',
  /** Claimed names that hold a record which this reconciler did not write. */
  contestedNames: 'ContestedNames',
} as const;

/** A count each, per claim (`Reconciler` and `Claim`, which is the prefix): custom metrics cost money, so there are two, the second only when names moved. */
export const CLAIM_METRICS = {
  /** Passes that left the claim right. A claim that vanished has none. */
  claimPasses: 'ClaimPasses',
  /** Names that were led to another node. */
  namesMoved: 'NamesMoved',
} as const;

/** What both functions are told by environment variables. */
export interface Settings {
  readonly hostedZoneId: string;
  /** Lower case, no trailing dot. */
  readonly zoneName: string;
  /** Whom claims are addressed to: the ARN of the reconciler's queue, which no other reconciler has. Only a hash of it gets into the zone. */
  readonly reconciler: string;
}

const VARIABLES: Record<keyof Settings, string> = {
  hostedZoneId: 'HOSTED_ZONE_ID',
  zoneName: 'ZONE_NAME',
  reconciler: 'RECONCILER',
};

export function settingsToEnvironment(settings: Settings): Record<string, string> {
  return Object.fromEntries(keys().map((key) => [VARIABLES[key], settings[key]]));
}

export function settingsFromEnvironment(environment: Record<string, string | undefined>): Settings {
  return Object.fromEntries(keys().map((key) => {
    const value = environment[VARIABLES[key]];
    if (!value) throw new Error(`environment variable ${VARIABLES[key]} is missing: deploy the stack again`);
    return [key, value];
  })) as unknown as Settings;
}

/** What the claims function counts as a pass, so that alarms that miss passes do not go off before there can have been any. */
export interface Missed {
  /** The name of the reconciling function, which their metrics are told apart by. */
  readonly reconcilerFunction: string;
  readonly sweepSeconds: number;
}

const [RECONCILER_FUNCTION, SWEEP_SECONDS] = ['RECONCILER_FUNCTION', 'SWEEP_SECONDS'];

export function missedToEnvironment({ reconcilerFunction, sweepSeconds }: Missed): Record<string, string> {
  return { [RECONCILER_FUNCTION]: reconcilerFunction, [SWEEP_SECONDS]: `${sweepSeconds}` };
}

/** Undefined in the reconciling function, which is not told. */
export function missedFromEnvironment(environment: Record<string, string | undefined>): Missed | undefined {
  const { [RECONCILER_FUNCTION]: reconcilerFunction, [SWEEP_SECONDS]: sweepSeconds } = environment;
  return reconcilerFunction && sweepSeconds ? { reconcilerFunction, sweepSeconds: Number(sweepSeconds) } : undefined;
}

function keys() {
  return Object.keys(VARIABLES) as (keyof Settings)[];
}

/** What names do while no replica serves. */
export type WhenNoReplica = 'PRIMARY' | 'KEEP';

/** What one construct registers. It travels as one JSON text, since CloudFormation makes strings of numbers. */
export interface Registration {
  readonly hostedZoneId: string;
  readonly zoneName: string;
  readonly prefix: string;
  /** Whom the claim is addressed to. It is told here, too, so that CloudFormation asks for an update when it changes. */
  readonly reconciler: string;
  readonly replicationGroupId: string;
  /** Seconds. */
  readonly ttl: number;
  /** Absent: as many names as the group has replicas. */
  readonly endpointCount?: number;
  readonly whenNoReplica: WhenNoReplica;
  readonly adoptExisting: boolean;
  /** Leave names and claim in the zone when the construct is deleted. */
  readonly retain: boolean;
  /** The topic that the group should publish to, when known. */
  readonly topicArn?: string;
  /** The highest number that `endpointName(n)` was asked for: the deployment is refused when there are fewer names. */
  readonly highestName?: number;
}

/** The property of the custom resource that holds the registration. */
export const REGISTRATION_PROPERTY = 'Registration';

/** The attribute of the custom resource with which each name ends: the zone's name. Whatever uses it waits until the names exist. */
export const ZONE_ATTRIBUTE = 'ZoneName';

/** The type of the custom resource that lets the names of a claim be retained, and the property that holds the claim's id. */
export const RETENTION_TYPE = 'Custom::ReplicaEndpointDnsRetention';
export const RETAINED_PROPERTY = 'Claim';

/** @throws Error when the property is not the JSON text of an object */
export function registrationFromProperty(property: unknown): Registration {
  const registration = typeof property === 'string' ? parsed(property) : undefined;
  if (typeof registration !== 'object' || registration === null || Array.isArray(registration)) {
    throw new Error(`${REGISTRATION_PROPERTY} must be the JSON text of an object, got: ${typeof property === 'string' ? property.slice(0, 100) : typeof property}`);
  }
  return registration as Registration;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
