import { instanceOf, instancesOf, ownerOf, physicalId } from './claimant';
import { abandon, establish } from './deploy-claim';
import { nameAttribute, Registration, registrationFromProperty, REGISTRATION_PROPERTY } from '../settings';
import { DeployWorld } from '../world';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
export interface Request {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

/** CloudFormation refuses an answer of more than 4,096 bytes. */
const LONGEST_REASON = 1_000;
/** The id of a claim that was never made; its Delete has nothing to do. */
const NEVER_MADE = 'none';

/** Serves one request and answers it, whatever happens. */
export async function serve(
  request: Request,
  world: DeployWorld,
  reconciler: string,
  put: (url: string, body: string) => Promise<void>,
): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = request;
  const answer = (body: object) => put(request.ResponseURL, JSON.stringify({ StackId, RequestId, LogicalResourceId, ...body }));
  try {
    await answer({ Status: 'SUCCESS', ...await handle(request, world, reconciler) });
  } catch (error) {
    world.log(`${request.RequestType} of ${LogicalResourceId} failed: ${(error as Error).stack}`);
    const reason = `${(error as Error).message}`.slice(0, LONGEST_REASON);
    await answer({ Status: 'FAILED', PhysicalResourceId: request.PhysicalResourceId ?? NEVER_MADE, Reason: reason });
  }
}

/**
 * | request                       | claim                                                   | PhysicalResourceId          |
 * |-------------------------------|---------------------------------------------------------|-----------------------------|
 * | Create                        | made, or taken over from the same stack                 | new                         |
 * | Update                        | changed in place                                        | the same                    |
 * | Update with another prefix    | a new one; the old is released by the Delete that CloudFormation sends once all has succeeded | new |
 * | Update in another zone        | refused                                                 | the same                    |
 * | Delete of the claim's instance | released                                               | the same                    |
 * | Delete of any other           | untouched                                               | the same                    |
 */
async function handle(request: Request, world: DeployWorld, reconciler: string) {
  const registration = registrationFromProperty(request.ResourceProperties[REGISTRATION_PROPERTY]);
  if (request.RequestType === 'Delete') {
    await abandon(world, registration, ({ owner, instance }) => isInstance(request, registration, owner, instance));
    return { PhysicalResourceId: request.PhysicalResourceId };
  }
  const kept = keptInstance(request, registration);
  const instance = kept ?? instanceOf(request.LogicalResourceId, request.RequestId);
  const names = await establish(world, registration, { owner: ownerOf(request.StackId), instance, reconciler, returning: kept !== undefined });
  return {
    PhysicalResourceId: physicalId(registration, instance),
    Data: Object.fromEntries(names.map((name, index) => [nameAttribute(index + 1), name])),
  };
}

function keptInstance({ RequestType, PhysicalResourceId, OldResourceProperties }: Request, registration: Registration): string | undefined {
  if (RequestType !== 'Update') return undefined;
  const old = registrationFromProperty(OldResourceProperties?.[REGISTRATION_PROPERTY]);
  if (old.hostedZoneId !== registration.hostedZoneId) {
    throw new Error(`the hosted zone of '${registration.prefix}' can't be replaced in one step, got: ${old.hostedZoneId} before and ${registration.hostedZoneId} now: `
      + 'deploy once without the construct, then again with it');
  }
  const [, instance] = PhysicalResourceId?.split('/') ?? [];
  return instance !== undefined && PhysicalResourceId === physicalId(registration, instance) ? instance : undefined;
}

/** CloudFormation makes an id of its own when a Create was never answered; then the resource's own beginning of the instance must do. */
function isInstance({ PhysicalResourceId = '', StackId, LogicalResourceId }: Request, registration: Registration, owner: string | undefined, instance: string) {
  if (PhysicalResourceId === physicalId(registration, instance)) return true;
  const answered = PhysicalResourceId === NEVER_MADE || PhysicalResourceId.includes('/');
  return !answered && owner === ownerOf(StackId) && instance.startsWith(instancesOf(LogicalResourceId));
}
