import { Claim } from '../../../src/reconciler/decide/claim';
import { parseClaim } from '../../../src/reconciler/decide/claim-text';
import { Request, serve } from '../../../src/reconciler/deploy/custom-resource';
import { instanceOf } from '../../../src/reconciler/deploy/identity';
import { claimName } from '../../../src/reconciler/names';
import { Registration } from '../../../src/reconciler/settings';
import { ZONE } from '../given-claim';
import { InMemoryWorld } from '../in-memory-world';

export const SETTINGS = { hostedZoneId: 'Z1', zoneName: ZONE, reconciler: 'arn:aws:sqs:eu-west-1:111122223333:Shop-Queue' };
export const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/0f14d0ab-9605-4a62-a9e4-5ed26688389b';

/** Five minutes, as long as CloudFormation waits. */
const TIME_MS = 290_000;

export interface Answered {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: Readonly<Record<string, string>>;
}

export function registration(changed: Partial<Registration> = {}): Registration {
  return {
    hostedZoneId: 'Z1',
    zoneName: ZONE,
    prefix: 'read',
    reconciler: SETTINGS.reconciler,
    replicationGroupId: 'testdns',
    ttl: 10,
    whenNoReplica: 'PRIMARY',
    adoptExisting: false,
    retain: false,
    ...changed,
  };
}

/** As CloudFormation sends it; asked for now, unless it is said when. */
export function givenRequest(
  type: Request['RequestType'], requestId: string, registered: Registration | undefined, world: InMemoryWorld, changed: Partial<Request> = {},
): Request {
  return {
    RequestType: type,
    RequestId: requestId,
    StackId: STACK,
    LogicalResourceId: 'ReadersClaim5f0c2a11',
    ResourceType: 'Custom::ReplicaEndpointDns',
    ResponseURL: urlOf(world.clock.now()),
    ResourceProperties: { ServiceToken: 'arn', ...registered && { Registration: JSON.stringify(registered) } },
    ...changed,
  };
}

export function urlOf(ms: number): string {
  return `https://bucket.example/answer?X-Amz-Date=${new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '')}&X-Amz-Expires=7200`;
}

/** Serves a request; what was put, and where. */
export async function served(world: InMemoryWorld, request: Request): Promise<Answered> {
  const put: string[] = [];
  await serve(request, world, SETTINGS, world.clock.now() + TIME_MS, async (url, body) => {
    expect(url).toBe(request.ResponseURL);
    put.push(body);
  });
  expect(put).toHaveLength(1);
  const { StackId, RequestId, LogicalResourceId, ...answered } = JSON.parse(put[0]) as Answered & Request;
  expect([StackId, RequestId, LogicalResourceId]).toEqual([request.StackId, request.RequestId, request.LogicalResourceId]);
  expect(Buffer.byteLength(put[0])).toBeLessThanOrEqual(4_096);
  return answered;
}

/** Requests to one world, and what they are answered. */
export class Requests {
  constructor(private readonly world: InMemoryWorld) {}

  async create(requestId = 'c-1', changed?: Partial<Registration>): Promise<Answered> {
    return served(this.world, givenRequest('Create', requestId, registration(changed), this.world));
  }

  async update(requestId: string, id: string, changed?: Partial<Registration>, old: Partial<Registration> = {}): Promise<Answered> {
    const OldResourceProperties = { Registration: JSON.stringify(registration(old)) };
    return served(this.world, givenRequest('Update', requestId, registration(changed), this.world, { PhysicalResourceId: id, OldResourceProperties }));
  }

  async remove(id: string, changed: Partial<Registration> = {}, request: Partial<Request> = {}): Promise<Answered> {
    return served(this.world, givenRequest('Delete', 'd-1', registration(changed), this.world, { PhysicalResourceId: id, ...request }));
  }

  claim(prefix = 'read'): Claim {
    const parsed = parseClaim(prefix, this.world.zone.at(claimName(prefix, ZONE))[0]);
    if ('problem' in parsed) throw new Error(parsed.problem);
    return parsed.claim;
  }
}

/** The physical id of the holder that a request made. */
export function idOf(requestId: string, prefix = 'read'): string {
  return `${prefix}.${ZONE}/${instanceOf(STACK, requestId)}`;
}
