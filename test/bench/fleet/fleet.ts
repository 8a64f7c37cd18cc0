import { Account } from './account';
import { addressOf, ModelGroup, TOPIC } from './cache-model';
import { endpointName } from '../../../src/reconciler/names';
import { Change } from '../../simulator/route53/record-set';
import { firstChanges } from '../first-changes';

export const RECONCILER = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/c8e5a8a0/reconciler';

/** A group, its names, and since when they are right after its failover. */
export interface FleetGroup {
  readonly cache: ModelGroup;
  readonly prefix: string;
  readonly zone: FleetZone;
  rightAt?: number;
}

export interface FleetZone {
  readonly id: string;
  readonly name: string;
}

/** Groups with names and claims as a deployment leaves them, in one zone or in one each. */
export class Fleet {
  readonly groups: readonly FleetGroup[];
  private readonly groupOfName = new Map<string, FleetGroup>();

  constructor(readonly account: Account, size: number, zones: 'one' | 'each') {
    const shared = zones === 'one' ? this.zone('db.example') : undefined;
    this.groups = Array.from({ length: size }, (_, index) => {
      const id = `group-${String(index + 1).padStart(4, '0')}`;
      return this.group(id, shared ?? this.zone(`${id}.example`));
    });
    account.onChange = (changes) => this.look(changes);
  }

  get allRight(): boolean {
    return this.groups.every(({ rightAt }) => rightAt !== undefined);
  }

  names({ prefix, zone }: FleetGroup): string[] {
    return Array.from({ length: this.account.assumptions.replicas }, (_, index) => endpointName(prefix, index + 1, zone.name));
  }

  private zone(name: string): FleetZone {
    return { id: this.account.route53.createHostedZone({ name, private: true }).id, name };
  }

  private group(id: string, zone: FleetZone): FleetGroup {
    const { account } = this;
    const cache = account.caches.create(id, account.assumptions.replicas);
    const group = { cache, prefix: `${id}-read`, zone };
    const nodes = cache.nodes.map((node) => ({ node, address: addressOf(node) }));
    const changes = firstChanges({ id, prefix: group.prefix, zone, reconciler: RECONCILER, nodes, topicArn: TOPIC }, account.clock.now());
    account.route53.zone(zone.id).apply({ changes }, 'the deployment');
    for (const name of this.names(group)) this.groupOfName.set(`${name}.`, group);
    return group;
  }

  private look(changes: readonly Change[]): void {
    const names = changes.filter(({ action, record }) => action !== 'DELETE' && record.type === 'CNAME').map(({ record }) => record.name.replace(/\.?$/, '.'));
    for (const group of new Set(names.map((name) => this.groupOfName.get(name)!))) {
      if (this.isRight(group)) group.rightAt ??= this.account.clock.now();
    }
  }

  private isRight(group: FleetGroup): boolean {
    const zone = this.account.route53.zone(group.zone.id);
    return this.names(group).every((name) => zone.find(name, 'CNAME')?.values[0] !== addressOf(group.cache.primary));
  }
}
