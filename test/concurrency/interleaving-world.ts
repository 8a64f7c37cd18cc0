import { ModelZone } from './model-zone';
import { Actor, Step, World } from './schedules';
import { Claim, claimRecord, parseClaim } from '../../src/reconciler/claim';
import { claimFor } from '../../src/reconciler/establish';
import { GroupView } from '../../src/reconciler/group-view';
import { endpointName, prefixOfClaim } from '../../src/reconciler/names';
import { pass } from '../../src/reconciler/pass';
import { isWritten, plan } from '../../src/reconciler/plan';
import { Change } from '../../src/reconciler/record';
import { standing } from '../../src/reconciler/serving';
import { World as PassWorld } from '../../src/reconciler/world';

const ZONE = 'zone.example';
const RECONCILER = '0a1b2c3d';
const START = 1_790_000_000;

/** Breaks that the exploration must find. */
export interface Sabotage {
  /** Batches leave the claim out. */
  readonly withoutSwap?: boolean;
  /** The group is read before the zone. */
  readonly groupFirst?: boolean;
}

export interface Case extends Sabotage {
  readonly reconcilers: number;
  /** The primaries that follow each other; the first is there at the beginning. */
  readonly primaries: readonly string[];
  /** Nodes listed at the end, when not those of the beginning. */
  readonly members?: readonly string[];
  /** The first reconciler dies at some moment. */
  readonly crash?: boolean;
  /** The answer to the first write of all is lost; the write was made. */
  readonly lostAnswer?: boolean;
  /** Describe answers may be as old as the view before. */
  readonly staleAnswers?: boolean;
  /** A step before each call and one after it; otherwise one step a call. */
  readonly fine?: boolean;
}

/** Reconcilers that run the real pass in one zone while the group changes. */
export function interleavings(given: Case): () => World {
  return () => new InterleavingWorld(given);
}

class InterleavingWorld implements World {
  readonly actors: Actor[];
  private readonly zone = new ModelZone();
  private readonly views: GroupView[];
  private version = 0;
  private newestWriter = 0;
  private writes = 0;
  private now = START * 1000;
  private deadReconciler = false;
  private violation?: Error;

  constructor(private readonly given: Case) {
    const nodes = ['g-001', 'g-002', 'g-003', 'g-004'];
    this.views = given.primaries.map((primary, index) => view(primary, index === given.primaries.length - 1 ? given.members ?? nodes : nodes));
    this.zone.apply(this.firstChanges());
    this.actors = [
      ...Array.from({ length: given.reconcilers }, (_, index): Actor => ({
        name: `R${index + 1}`,
        run: async (step) => { await pass(this.passWorld(step, index), RECONCILER, Infinity); },
      })),
      { name: 'group', run: async (step) => { for (let next = 1; next < this.views.length; next += 1) { await step('changes'); this.version = next; } } },
      ...given.crash ? [{ name: 'R1', run: async (step: Step) => { await step('dies'); this.deadReconciler = true; } }] : [],
    ];
  }

  /** The promises, as far as one zone shows them at any moment; and, at the end, that a quiet pass leaves everything right. */
  async check(finished: boolean): Promise<void> {
    if (this.violation) throw this.violation;
    const claim = this.theClaim();
    claim.endpoints.forEach(({ written }, index) => {
      const records = this.zone.at(endpointName('read', index + 1, ZONE));
      if (records.length !== 1 || !isWritten(records[0], written)) throw new Error(`read${index + 1} is not what the claim says: a mix of two writers`);
    });
    if (!finished) return;
    await pass(this.passWorld(Object.assign(async () => {}, { die: () => Promise.reject(new Error('nobody dies here')) }), -1), RECONCILER, Infinity);
    const settled = this.theClaim();
    const primary = this.given.primaries.at(-1)!;
    if (settled.primary !== primary) throw new Error(`the claim remembers ${settled.primary}, but ${primary} is the primary`);
    const wrong = settled.endpoints.filter(({ node }) => node === primary || !this.views.at(-1)!.members.some((member) => member.node === node));
    if (wrong.length > 0) throw new Error(`a name is left on ${wrong[0].node}`);
  }

  private passWorld(step: Step, index: number): PassWorld {
    const { given } = this;
    let read = 0;
    let prefetched: ReadonlyMap<string, GroupView> | undefined;
    const call = async <Result>(label: string, effect: () => Result): Promise<Result> => {
      await step(label);
      if (this.deadReconciler && index === 0) await step.die();
      const result = effect();
      if (given.fine) await step(`${label} is answered`);
      if (this.deadReconciler && index === 0) await step.die();
      return result;
    };
    const readGroup = () => call('reads the group', () => {
      read = Math.max(0, this.version - (given.staleAnswers ? 1 : 0));
      return new Map([['g', this.views[read]]]);
    });
    return {
      zoneName: ZONE,
      clock: { now: () => this.now, sleep: async () => {}, random: () => 0 },
      zone: {
        read: async () => {
          if (given.groupFirst) prefetched = await readGroup();
          return call('reads the zone', () => this.snapshot());
        },
        change: (changes) => call('writes', () => this.write(changes, read)),
      },
      groups: { read: async () => prefetched ?? readGroup() },
    };
  }

  private snapshot() {
    const records = [...this.zone.records.values()];
    return {
      claims: new Map(records.flatMap((record) => {
        const prefix = prefixOfClaim(record.name, ZONE);
        return prefix ? [[prefix, [record]] as const] : [];
      })),
      at: (name: string) => records.filter((record) => record.name === name),
    };
  }

  private write(changes: readonly Change[], version: number): string {
    this.zone.apply(this.given.withoutSwap ? changes.filter(({ record }) => record.type !== 'TXT') : changes);
    if (version < this.newestWriter) this.violation = new Error(`view ${version} was written over view ${this.newestWriter}: an older view won`);
    this.newestWriter = version;
    this.writes += 1;
    if (this.given.lostAnswer && this.writes === 1) throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
    return 'C1';
  }

  private theClaim(): Claim {
    const [record, ...more] = [...this.zone.records.values()].filter(({ type }) => type === 'TXT');
    const parsed = record && parseClaim('read', record);
    if (more.length > 0 || parsed === undefined || !('claim' in parsed)) throw new Error('the claim is lost or doubled');
    return parsed.claim;
  }

  private firstChanges(): readonly Change[] {
    const registration = {
      hostedZoneId: 'Z1', zoneName: ZONE, prefix: 'read', replicationGroupId: 'g', ttl: 10, whenNoReplica: 'PRIMARY', adoptExisting: false, retain: false,
    } as const;
    const claim = claimFor(registration, { owner: 'Shop/00000000', instance: 'a1', reconciler: RECONCILER }, undefined, () => [], () => undefined, START);
    const first = plan(claim, standing(this.views[0], undefined, [], START), { zone: ZONE, at: () => [] }, START);
    if (!first.changes.some(({ record }) => record.name === claimRecord(claim, ZONE).name)) throw new Error('the first plan makes no claim');
    return first.changes;
  }
}

function view(primary: string, nodes: readonly string[]): GroupView {
  return {
    id: 'g',
    status: 'available',
    clusterMode: false,
    members: nodes.map((node) => ({ node, role: node === primary ? 'primary' : 'replica', address: `${node}.example`, status: 'available' })),
    events: [],
  };
}
