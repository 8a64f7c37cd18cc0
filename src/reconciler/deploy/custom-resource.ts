import { abandon } from './abandon';
import { sendAnswer } from './answer';
import { readClaims } from './claims-read';
import { Asked, departing, Deployment, deploymentOf, readable } from './deployment';
import { establish, HalfDone } from './establish';
import { askedAt, instanceOf, prefixNamed } from './identity';
import { keep } from './keep';
import { registrationFault } from './registration-fault';
import { holdersOf } from '../decide/holders';
import { physicalId } from '../names';
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

/** `{"action":"release","claim":"read.example.com/a1b2c3d4e5"}`: does what the Delete that never came to a holder would have done. */
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
 * @param claimed is told of a claim that was made, before CloudFormation is
 */
export async function serve(
  request: Request, world: DeployWorld, settings: Settings, until: number, put: (url: string, body: string) => Promise<void>,
  claimed: (prefix: string) => void = () => undefined,
): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = request;
  const result = await handle(request, world, settings, until, claimed).then(
    (done) => ({ Status: 'SUCCESS', ...done }),
    (error: Error) => {
      world.log(`${request.RequestType} of ${LogicalResourceId} failed: ${error.stack}`);
      return { Status: 'FAILED', PhysicalResourceId: idOfFailure(request, settings, error), Reason: reasonOf(error, settings).slice(0, LONGEST_REASON) };
    },
  );
  const body = JSON.stringify({ StackId, RequestId, LogicalResourceId, ...result });
  await sendAnswer(world.clock, until, () => put(ResponseURL, body), (line) => world.log(line));
}

/** @throws Error when no holder has this id */
export async function releaseByHand({ claim }: Release, world: DeployWorld, settings: Settings, until: number): Promise<string> {
  const prefix = prefixNamed(claim, settings.zoneName);
  if (prefix === undefined) {
    throw new Error(`claim must be the physical id of a Custom::ReplicaEndpointDns in the zone ${settings.zoneName}, got: '${claim}'; {"action":"plan"} lists them`);
  }
  const now = Math.floor(world.clock.now() / 1000);
  const asked = { RequestType: 'Delete', StackId: '', RequestId: '', LogicalResourceId: '', PhysicalResourceId: claim } as const;
  // what its Delete would have done: names stay where their holder says so.
  const deployment = deploymentOf(asked, { ...departing(undefined, settings, prefix), retain: true }, now, until);
  const held = (await readClaims(world, prefix, () => false)).claims.get(prefix);
  const isHolder = held !== undefined && holdersOf(held).some(({ instance }) => instance === deployment.instance);
  // the id is looked for in all claims, as a Delete does: with the prefix of another claim it would be a slip.
  const found = isHolder && await abandon(world, deployment);
  if (!found) throw new Error(`no holder has this id, got: '${claim}'; {"action":"plan"} lists them`);
  return `${claim} does not hold the names of '${prefix}' any more`;
}

async function handle(request: Request, world: DeployWorld, settings: Settings, until: number, claimed: (prefix: string) => void): Promise<Result> {
  const deployment = read(request, world, settings, until);
  const { PhysicalResourceId = '' } = request;
  if (isRetention(request)) return { PhysicalResourceId: await retain(request, world, deployment) };
  if (request.RequestType === 'Delete') {
    await abandon(world, deployment);
    return { PhysicalResourceId };
  }
  const instance = await establish(world, deployment);
  if (request.RequestType === 'Create') claimed(deployment.registration.prefix);
  const { zoneName } = settings;
  return { PhysicalResourceId: physicalId(deployment.registration.prefix, zoneName, instance), Data: { [ZONE_ATTRIBUTE]: zoneName } };
}

/**
 * The resource that follows a claim with RETAIN. CloudFormation deletes it only when its creation is undone, so that the names of a first deployment that was
 * rolled back are not retained.
 */
async function retain(request: Request, world: DeployWorld, deployment: Deployment): Promise<string> {
  const { RequestType } = request;
  const found = await keep(world, deployment, RequestType !== 'Delete');
  if (!found && RequestType !== 'Delete') throw new Error('the claim whose names are to be retained is not there: deploy again with another ttl, which writes it');
  return retentionId(request);
}

function read(request: Request, world: DeployWorld, settings: Settings, until: number): Deployment {
  const { RequestType, ResourceProperties, OldResourceProperties, PhysicalResourceId } = request;
  const property = ResourceProperties[REGISTRATION_PROPERTY];
  const claim = isRetention(request) ? String(ResourceProperties[RETAINED_PROPERTY]) : PhysicalResourceId;
  const since = askedAt(request.ResponseURL) ?? Math.floor(world.clock.now() / 1000);
  const deployment = (registration: Registration) => deploymentOf({ ...request, PhysicalResourceId: claim }, registration, since, until);
  if (RequestType === 'Delete') return deployment(departing(property, settings, prefixNamed(claim, settings.zoneName) ?? ''));
  const registration = registrationFromProperty(property);
  const fault = registrationFault(registration, settings);
  if (fault !== undefined) throw new Error(fault);
  const old = readable(OldResourceProperties?.[REGISTRATION_PROPERTY]);
  if (RequestType === 'Update' && old !== undefined && old.hostedZoneId !== registration.hostedZoneId) {
    throw new Error(`the hosted zone of '${registration.prefix}' can't be replaced in one step, got: ${old.hostedZoneId} before and ${registration.hostedZoneId} now: `
      + 'deploy once without the construct, then again with it');
  }
  return { ...deployment(registration), old };
}

/** Of a zone of another account Route 53 says that it is not there, or that nobody may access it, and nothing of accounts. */
function reasonOf({ name, message }: Error, { hostedZoneId }: Settings): string {
  if (name !== 'NoSuchHostedZone' && !message.endsWith('is not authorized to access this resource')) return message;
  return `${message}: the hosted zone ${hostedZoneId} must be there, and of this account, since a reconciler writes zones of its own account only`;
}

/** The Delete that follows a failure must find what the failed request may have made. */
function idOfFailure(request: Request, { zoneName }: Settings, error: Error): string {
  const { RequestType, PhysicalResourceId, LogicalResourceId, RequestId, StackId, ResourceProperties } = request;
  const half = error instanceof HalfDone && RequestType === 'Update' ? error.instance : undefined;
  if (PhysicalResourceId !== undefined && half === undefined) return PhysicalResourceId;
  if (isRetention(request)) return retentionId(request);
  const instance = half ?? instanceOf(StackId, RequestId);
  const prefix = readable(ResourceProperties[REGISTRATION_PROPERTY])?.prefix;
  return typeof prefix === 'string' ? physicalId(prefix, zoneName, instance) : `${LogicalResourceId}/${instance}`;
}

function isRetention({ ResourceType }: Request): boolean {
  return ResourceType === RETENTION_TYPE;
}

function retentionId({ LogicalResourceId, RequestId, PhysicalResourceId }: Request): string {
  return PhysicalResourceId ?? `${LogicalResourceId}-${RequestId}`;
}
