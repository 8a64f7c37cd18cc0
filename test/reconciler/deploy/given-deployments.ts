import { registration, STACK } from './given-request';
import { Claim } from '../../../src/reconciler/decide/claim';
import { parseClaim } from '../../../src/reconciler/decide/claim-text';
import { abandon } from '../../../src/reconciler/deploy/abandon';
import { Deployment, deploymentOf } from '../../../src/reconciler/deploy/deployment';
import { establish } from '../../../src/reconciler/deploy/establish';
import { instanceOf } from '../../../src/reconciler/deploy/identity';
import { claimName } from '../../../src/reconciler/names';
import { Registration } from '../../../src/reconciler/settings';
import { ZONE } from '../given-claim';
import { InMemoryWorld } from '../in-memory-world';

export const START = 1_700_000_000;
export const OTHER_STACK = STACK.replace('Shop/0f14', 'Other/0f15');

/** Who asks, and when; the template's one construct, and now, unless it is said otherwise. */
export interface Asking {
  readonly stack?: string;
  readonly resource?: string;
  readonly since?: number;
}

/** What CloudFormation asks of a world; requests are told apart by their ids, and holders by the request that made them. */
export class Deployments {
  constructor(private readonly world: InMemoryWorld) {}

  async create(request = 'c-1', changed?: Partial<Registration>, asking?: Asking): Promise<string> {
    return establish(this.world, this.deployment('Create', request, undefined, changed, asking));
  }

  async update(request: string, of: string, changed: Partial<Registration>, old: Partial<Registration> = {}): Promise<string> {
    return establish(this.world, { ...this.deployment('Update', request, of, changed), old: registration(old) });
  }

  /** @param of nobody's where CloudFormation made the id up */
  async remove(request: string, of: string | undefined, asking?: Asking): Promise<boolean> {
    return abandon(this.world, this.deployment('Delete', request, of, {}, asking));
  }

  deployment(
    type: Deployment['type'], request: string, of: string | undefined, changed: Partial<Registration> = {}, { stack = STACK, resource = 'Claim', since }: Asking = {},
  ): Deployment {
    const now = this.world.clock.now();
    const PhysicalResourceId = of === undefined ? undefined : `${changed.prefix ?? 'read'}.${ZONE}/${instanceOf(stack, of)}`;
    const asked = { RequestType: type, StackId: stack, RequestId: request, LogicalResourceId: resource, PhysicalResourceId };
    return deploymentOf(asked, registration(changed), since ?? Math.floor(now / 1000), now + 290_000);
  }

  claim(prefix = 'read'): Claim | undefined {
    const [record] = this.world.zone.at(claimName(prefix, ZONE));
    const parsed = record && parseClaim(prefix, record);
    return parsed && 'claim' in parsed ? parsed.claim : undefined;
  }
}
