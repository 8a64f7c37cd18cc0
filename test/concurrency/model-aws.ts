import { Case } from './case';
import { Promises } from './promises';
import { Step } from './schedule';
import { Claim } from '../../src/reconciler/decide/claim';
import { claimRecord } from '../../src/reconciler/decide/claim-text';
import { fingerprint } from '../../src/reconciler/decide/fingerprint';
import { GroupView } from '../../src/reconciler/decide/group-view';
import { plan } from '../../src/reconciler/decide/plan';
import { Change } from '../../src/reconciler/decide/record';
import { standing } from '../../src/reconciler/decide/serving';
import { DeployWorld } from '../../src/reconciler/world';
import { givenClaim, ZONE } from '../reconciler/given-claim';
import { InMemoryZone } from '../reconciler/in-memory-zone';
import { awsError, timeout } from '../reconciler/pass/trouble';

/** The view of the group that was read since the zone was. */
interface Reading {
  version?: number;
}

const START = 1_700_000_000_000;
/** Whom claims are addressed to. */
export const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:WakeUps';

/** Route 53 and ElastiCache as far as their calls can come between each other. Each call is a step before it has its effect, and one before it is answered. */
export class ModelAws {
  readonly zone: InMemoryZone;
  readonly promises: Promises;
  now = START;
  private version = 0;
  private readonly left: { crashes: number; troubles: number; staleAnswers: number };
  /** A write that was given up, but is on its way. */
  private late?: { readonly what: number; arrive(): Promise<unknown> };
  private counted?: { readonly batches: number; readonly records: number };
  private readonly known = new Map<string, number>();

  constructor(private readonly given: Case) {
    const { crashes = 0, troubles = 0, staleAnswers = 0 } = given;
    this.left = { crashes, troubles, staleAnswers };
    this.zone = new InMemoryZone(...given.foreign ?? [], ...given.adoptable ?? [], ...(given.prefixes ?? ['read']).flatMap((prefix) => this.firstRecords(prefix)));
    this.promises = new Promises(given, this.zone);
  }

  get group(): GroupView {
    return this.given.history[this.version];
  }

  changeGroup(): void {
    this.version += 1;
    this.promises.superseded(this.now);
  }

  state(): string {
    const { version, now, left, late, known, promises } = this;
    return JSON.stringify([version, now - START, left, late?.what, [...known].sort(), promises.state(), this.records()]);
  }

  /** The world as one function meets it. */
  worldOf(actor: string, step: Step): DeployWorld {
    const { given } = this;
    const reading: Reading = {};
    const begun = this.now;
    const call = async <Result>(label: string, effect: () => Result | Promise<Result>): Promise<Result> => {
      await step(label);
      await this.mayDie(step);
      await this.mayArrive(step);
      const result = await Promise.resolve().then(effect).catch((error: Error) => error);
      this.learns(actor, `${label} ${result instanceof Error ? `${result.name}: ${result.message}` : JSON.stringify(result)}`);
      await step('is answered');
      if (label === 'writes') await this.mayDie(step);
      if (result instanceof Error) throw result;
      return result;
    };
    const readGroup = async () => {
      const version = await call("reads the group's roles", () => this.mayBeStale(step));
      const nodes = given.tornAnswers ? await call("reads the group's nodes", () => this.mayBeStale(step)) : version;
      reading.version = version;
      const view = torn(given.history[version], given.history[nodes]);
      return new Map([[view.id, view]]);
    };
    let before: ReadonlyMap<string, GroupView> | undefined;
    return {
      zoneName: ZONE,
      log: () => {},
      clock: { now: () => (given.withoutFreshness ? begun : this.time(actor)), sleep: async () => {}, random: () => 0 },
      zone: {
        read: async (namesNeeded) => {
          delete reading.version;
          if (given.groupFirst) before = await readGroup();
          const claims = new Map(await call('lists the claims', async () => [...(await this.zone.read(() => [])).claims]));
          const names = await call('lists the names', () => namesNeeded(claims).map((name) => [name, this.zone.at(name)] as const));
          return { claims, at: (name) => new Map(names).get(name) ?? [] };
        },
        change: (changes) => {
          const sent = { ...reading, sentAt: this.now };
          this.learns(actor, `sends at ${this.now}`);
          return call('writes', () => this.mayGoWrong(step, { what: numberOf(JSON.stringify([actor, changes, sent])), arrive: () => this.write(actor, changes, sent) }));
        },
        inSync: async () => true,
        trueName: async () => ZONE,
      },
      groups: { reading: () => ({ read: async () => before ?? readGroup() }) },
    };
  }

  private async write(actor: string, changes: readonly Change[], sent: Reading & { readonly sentAt: number }): Promise<string> {
    const made = this.given.withoutSwap ? changes.filter(({ record }) => record.type !== 'TXT') : changes;
    const before = this.promises.look();
    const id = await this.zone.change(made, '');
    this.promises.afterWrite({ actor, before, changes: made, ...sent });
    return id;
  }

  private async mayGoWrong(step: Step, write: { readonly what: number; arrive(): Promise<string> }): Promise<string> {
    if (this.left.troubles === 0) return write.arrive();
    const way = step.oneOf('is made', 'is made, and the answer is lost', 'is throttled', 'is given up and comes late');
    if (way === 'is made') return write.arrive();
    this.left.troubles -= 1;
    if (way === 'is throttled') throw awsError('Throttling', 'Rate exceeded');
    if (way === 'is made, and the answer is lost') await write.arrive();
    else this.late = write;
    throw timeout();
  }

  private async mayArrive(step: Step): Promise<void> {
    if (this.late === undefined || step.oneOf('is still on its way', 'the late write arrives') === 'is still on its way') return;
    const { late } = this;
    this.late = undefined;
    await late.arrive().catch(() => {}); // refused, most likely, and nobody listens.
  }

  private async mayDie(step: Step): Promise<void> {
    if (this.left.crashes === 0 || step.oneOf('lives', 'dies') === 'lives') return;
    this.left.crashes -= 1;
    await step.die();
  }

  private mayBeStale(step: Step): number {
    if (this.version === 0 || this.left.staleAnswers === 0 || step.oneOf('is answered as it is', 'is answered as it was') === 'is answered as it is') return this.version;
    this.left.staleAnswers -= 1;
    return this.version - 1;
  }

  /** A number for what the zone holds. */
  private records(): number {
    const { length } = this.zone.batches;
    if (this.counted?.batches !== length) this.counted = { batches: length, records: numberOf(JSON.stringify(this.zone.all)) };
    return this.counted.records;
  }

  private time(actor: string): number {
    this.learns(actor, `${this.now}`);
    return this.now;
  }

  private learns(actor: string, what: string): void {
    this.known.set(actor, numberOf(`${this.known.get(actor)} ${what}`));
  }

  /** A claim and its names, as the claims function left them. */
  private firstRecords(prefix: string) {
    const claim: Claim = { ...givenClaim([], { prefix, reconciler: fingerprint(QUEUE) }), primary: undefined, generation: 0 };
    const first = plan(claim, standing(this.given.history[0], claim, START / 1000), { zone: ZONE, at: () => [] }, START / 1000);
    if (!first.changes.some(({ record }) => record.name === claimRecord(claim, ZONE).name)) throw new Error('the first plan makes no claim');
    return first.changes.map(({ record }) => record);
  }
}

function torn(roles: GroupView, { members, events }: GroupView): GroupView {
  const stateOf = new Map(members.map(({ node, status }) => [node, status]));
  return { ...roles, events, members: roles.members.map((member) => ({ ...member, status: stateOf.get(member.node) })) };
}

const numbers = new Map<string, number>();

/** A short name for a text: the same for the same text. */
function numberOf(text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}
