import { sendAnswer } from './answer';
import { abandon, establish, HalfDone, keep } from './deploy-claim';
import { Asked, Deployment, deploymentOf } from './deployment';
import { askedAt, instanceNamed, physicalId } from './identity';
import { registrationFault } from './registration-fault';
import { Registration, registrationFromProperty, REGISTRATION_PROPERTY, RETAINED_PROPERTY, RETENTION_TYPE, Settings, ZONE_ATTRIBUTE } from '../settings';
import { DeployWorld } from '../world';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
export interface Request extends Asked {
  readonly ResponseURL: string;
  readonly ResourceType?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

/** CloudFormation refuses an answer of more than 4,096 bytes. */
const LONGEST_REASON = 1_000;

/** `{"action":"release","claim":"read.example.com/a1b2c3d4e5"}`: takes away a holder whose Delete never came. Its names go if it is the last one. */
export interface Release {
  readonly action: 'release';
  /** The physical id of the custom resource. */
  readonly claim: string;
}

/** What an answer says beyond whom it is for. */
interface Result {
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

/**
 * Serves one request and answers it, whatever happens.
 *
 * @param until when CloudFormation must have its answer, in milliseconds since the epoch
 */
export async function serve(
  request: Request, world: DeployWorld, settings: Settings, until: number, put: (url: string, body: string) => Promise<void>,
): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = request;
  const result = await handle(request, world, settings, until).then(
    (done) => ({ Status: 'SUCCESS', ...done }),
    (error: Error) => {
      world.log(`${request.RequestType} of ${LogicalResourceId} failed: ${error.stack}`);
      return { Status: 'FAILED', PhysicalResourceId: idOfFailure(request, settings, error), Reason: `${error.message}`.slice(0, LONGEST_REASON) };
    },
  );
  const body = JSON.stringify({ StackId, RequestId, LogicalResourceId, ...result });
  await sendAnswer(world.clock, until, () => put(ResponseURL, body), (line) => world.log(line));
}

export async function releaseByHand({ claim }: Release, world: DeployWorld, { zoneName }: Settings, until: number): Promise<string> {
  const instance = instanceNamed(claim);
  const prefix = claim.slice(0, -`.${zoneName}/${instance}`.length);
  if (instance === undefined || claim !== physicalId(prefix, zoneName, instance)) {
    throw new Error(`claim must be the physical id of a Custom::ReplicaEndpointDns in the zone ${zoneName}, got: '${claim}'; {"action":"plan"} lists them`);
  }
  const now = Math.floor(world.clock.now() / 1000);
  const asked = { RequestType: 'Delete', StackId: '', RequestId: '', LogicalResourceId: '', PhysicalResourceId: claim } as const;
  await abandon(world, deploymentOf(asked, { prefix, replicationGroupId: '', reconciler: '' } as Registration, now, until));
  return `${claim} does not hold the names of '${prefix}' any more`;
}

async function handle(request: Request, world: DeployWorld, settings: Settings, until: number): Promise<Result> {
  const deployment = read(request, world, settings, until);
  const { PhysicalResourceId = '' } = request;
  if (request.ResourceType === RETENTION_TYPE) return { PhysicalResourceId: await retain(request, world, deployment) };
  if (request.RequestType === 'Delete') {
    await abandon(world, deployment);
    return { PhysicalResourceId };
  }
  const instance = await establish(world, deployment);
  const { zoneName } = settings;
  return { PhysicalResourceId: physicalId(deployment.registration.prefix, zoneName, instance), Data: { [ZONE_ATTRIBUTE]: zoneName } };
}

/**
 * The resource that follows a claim with RETAIN. CloudFormation deletes it only when its creation is undone, so that the names of a first deployment that was
 * rolled back are not retained.
 */
async function retain(request: Request, world: DeployWorld, deployment: Deployment): Promise<string> {
  const { RequestType, RequestId, LogicalResourceId, PhysicalResourceId } = request;
  const found = await keep(world, deployment, RequestType !== 'Delete');
  if (!found && RequestType !== 'Delete') throw new Error('the claim whose names are to be retained is not there: deploy again with another ttl, which writes it');
  return PhysicalResourceId ?? `${LogicalResourceId}-${RequestId}`;
}

function read(request: Request, world: DeployWorld, settings: Settings, until: number): Deployment {
  const registration = registrationFromProperty(request.ResourceProperties[REGISTRATION_PROPERTY]);
  const fault = request.RequestType === 'Delete' ? undefined : registrationFault(registration, settings);
  if (fault !== undefined) throw new Error(fault);
  const claim = request.ResourceType === RETENTION_TYPE ? request.ResourceProperties[RETAINED_PROPERTY] as string : request.PhysicalResourceId;
  const old = request.OldResourceProperties && registrationFromProperty(request.OldResourceProperties[REGISTRATION_PROPERTY]);
  if (request.RequestType === 'Update' && old !== undefined && old.hostedZoneId !== registration.hostedZoneId) {
    throw new Error(`the hosted zone of '${registration.prefix}' can't be replaced in one step, got: ${old.hostedZoneId} before and ${registration.hostedZoneId} now: `
      + 'deploy once without the construct, then again with it');
  }
  const since = askedAt(request.ResponseURL) ?? Math.floor(world.clock.now() / 1000);
  return { ...deploymentOf({ ...request, PhysicalResourceId: claim }, registration, since, until), old };
}

/** The Delete that follows a failure must find what the failed request may have made. */
function idOfFailure(request: Request, { zoneName }: Settings, error: Error): string {
  const { RequestType, PhysicalResourceId, LogicalResourceId, RequestId, ResourceProperties } = request;
  const half = error instanceof HalfDone && RequestType === 'Update' ? error.instance : undefined;
  if (PhysicalResourceId !== undefined && half === undefined) return PhysicalResourceId;
  try {
    const registration = registrationFromProperty(ResourceProperties[REGISTRATION_PROPERTY]);
    return physicalId(registration.prefix, zoneName, half ?? deploymentOf(request, registration, 0, 0).holder.instance);
  } catch {
    return `${LogicalResourceId}-${RequestId}`;
  }
}
