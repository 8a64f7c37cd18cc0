import { Answers } from './answers';
import { Due, LOOK_MS } from './due';
import { describeServing, describeTarget, isUnfit, Look, lookAt, someServes } from './look';
import { Since } from './since';
import { Tally } from './tally';
import { Violations } from './violations';
import { Claimed } from '../cast';

/** What the client of a name was told. */
export interface Seen {
  readonly number: number;
  readonly target: string;
}

/** "No such name" is kept this long, by the SOA record of a zone. */
const NEGATIVE_MS = 900_000;
/** Looks are kept for as long as a batch may be younger than what it was planned from. */
const KEPT_MS = 15_000;

/** Holds what a client sees of one claim's names against the promises. */
export class ClaimJudge {
  /** The looks of the last seconds, the newest last. */
  readonly looks: Look[] = [];
  /** Names under which somebody else's record stands, and until when each was, or was missing for their fault. */
  readonly contested = new Set<number>();
  readonly foreignUntil = new Map<number, number>();
  private readonly since = new Since();
  /** All targets that ever were right, or were seen. */
  private readonly targets = new Set<string>();
  private readonly names: string[] = [];
  private composition = '';
  private mostWanted = 0;

  /** What the deployment that is under way wants of it; the same names. */
  private coming?: Claimed;
  /** The deployment that is under way gives it another prefix, and has succeeded: its names go. */
  isReleased = false;

  constructor(
    private standing: Claimed,
    private readonly answers: Answers,
    readonly due: Due,
    private readonly violations: Violations,
    private readonly tally: Tally,
    /** The deployment that is under way makes it. */
    public isComing = false,
  ) {}

  get claimed(): Claimed {
    return this.standing;
  }

  get isChanging(): boolean {
    return this.coming !== undefined;
  }

  /** How many names the standing template has wanted at the most in the last seconds. */
  get wantedBefore(): number {
    return Math.max(...this.looks.map(({ wanted, inDoubt }) => (inDoubt ? Infinity : wanted)));
  }

  /** How many names are enough for a template that has succeeded: it is the standing one at once, before anybody has looked again. */
  get wantedAfter(): number {
    const templates = [this.standing, ...this.coming ? [this.coming] : []].map(({ endpointCount = Infinity }) => endpointCount);
    return Math.min(...this.looks.map(({ wanted }) => wanted), ...templates);
  }

  /** A deployment that wants this of it begins. */
  begins(coming: Claimed): void {
    this.coming = coming;
    this.due.keptFor(coming.ttl);
  }

  /** The deployment is over, or has succeeded so far that it will. */
  ends(succeeded: boolean, now: number): void {
    if (succeeded && this.coming) this.standing = this.coming;
    this.coming = undefined;
    this.disturb(now);
  }

  /** How many names there may be. */
  get most(): number {
    const { wanted } = this.looks.at(-1)!;
    return Math.max(wanted, this.coming?.endpointCount ?? 0);
  }

  nameOf(number: number): string {
    const [first, ...rest] = this.claimed.prefix.split('.');
    return (this.names[number] ??= [`${first}${number}`, ...rest].join('.'));
  }

  /** The highest number that was ever wanted. */
  get highest(): number {
    return this.mostWanted;
  }

  /** Looks at the answers. */
  look(now: number): void {
    const look = lookAt(this.answers, this.claimed, (time) => this.due.passedBy(time + LOOK_MS), now);
    this.looks.push(look);
    while (this.looks[0].at < now - KEPT_MS) this.looks.shift();
    if (look.inDoubt) {
      this.since.clear();
      return;
    }
    for (const address of look.addresses.values()) this.targets.add(address);
    for (const address of this.targets) this.since.note(`unfit ${address}`, someServes(look) && isUnfit(look, address), now);
    this.mostWanted = Math.max(this.mostWanted, look.wanted);
    for (let number = 1; number <= this.mostWanted; number += 1) this.since.note(`wanted ${number}`, number <= look.wanted, now);

    const composition = JSON.stringify([look.wanted, look.primary, ...look.addresses]);
    const fitnesses = [...look.fitness.values()];
    this.note('settled', look.steady && fitnesses.every((fitness) => fitness === 'serves'), composition, now);
    this.note('nobody serves', fitnesses.every((fitness) => fitness === 'unfit'), composition, now);
    this.composition = composition;
    if (this.coming) this.disturb(now);
  }

  /** What is judged only when nothing has changed for a while begins anew. */
  private disturb(now: number): void {
    for (const condition of ['settled', 'nobody serves', 'numbered']) this.since.note(condition, false, now);
  }

  /** Names that a client may rely on by now. */
  promised(now: number): number[] {
    const numbers: number[] = [];
    if (this.isReleased) return numbers;
    for (let number = 1; this.due.isOver(this.since.get(`wanted ${number}`), now); number += 1) if (!this.contested.has(number)) numbers.push(number);
    return numbers;
  }

  /** Judges what the client sees of the promised names; `more` tells whether the zone has one beyond those that are wanted. */
  judge(seen: readonly Seen[], more: boolean, now: number): void {
    const look = this.looks.at(-1)!;
    for (const each of seen) this.judgeName(each, look, now);
    const read = new Set(seen.map(({ number }) => number));
    for (let number = 1; number <= this.mostWanted; number += 1) if (!read.has(number)) this.tally.forget(this.nameOf(number));
    const settled = this.since.get('settled');
    const undisturbed = [...this.foreignUntil.values()].every((until) => now > until + NEGATIVE_MS);
    this.since.note('numbered', !more, now);
    // names that are about to go take part in the levelling until they do; the others are levelled out when they go.
    if (this.due.isOver(settled, now) && this.due.isSeen(this.since.get('numbered'), now) && undisturbed) this.judgeLevel(seen, look, this.due.at(settled)!, now);
    const fewer = this.due.onSecondThought(settled);
    if (more && fewer !== undefined && now > fewer) {
      this.violations.broken('2', this.claimed.prefix, `has more names than the ${look.wanted} that are wanted`, fewer, now);
    }
  }

  private judgeName({ number, target }: Seen, look: Look, now: number): void {
    const name = this.nameOf(number);
    const foreignUntil = this.foreignUntil.get(number) ?? 0;
    if (target.startsWith(`${name}.`)) {
      this.tally.forget(name);
      if (now > foreignUntil + NEGATIVE_MS) this.violations.broken('8', name, 'the name does not exist', now, now);
      return;
    }
    this.targets.add(target);
    const whileOurs = (since: number | undefined) => (since === undefined ? undefined : Math.max(since, foreignUntil));
    const unfit = whileOurs(this.since.get(`unfit ${target}`));
    const nobody = whileOurs(this.since.get('nobody serves'));
    this.tally.leads(name, target, unfit, this.due.at(unfit), now);
    if (this.due.isOver(unfit, now)) {
      const promise = target === look.addresses.get(look.primary!) ? '1' : '4';
      this.violations.broken(promise, name, `leads to ${describeTarget(look, target)} while ${describeServing(look)}`, this.due.at(unfit)!, now);
    } else if (!this.claimed.keep && this.due.isOver(nobody, now) && target !== look.addresses.get(look.primary!)) {
      this.violations.broken('5', name, `leads to ${describeTarget(look, target)} while no replica serves`, this.due.at(nobody)!, now);
    }
  }

  private judgeLevel(seen: readonly Seen[], { fitness, addresses }: Look, due: number, now: number): void {
    const loads = [...fitness.keys()].map((node) => ({ node, names: seen.filter(({ target }) => target === addresses.get(node)).length }));
    const counts = loads.map(({ names }) => names);
    if (Math.max(...counts) - Math.min(...counts) < 2) return;
    this.violations.broken('3', this.claimed.prefix, `is not level: ${loads.map(({ node, names }) => `${node} has ${names}`).join(', ')}`, due, now);
  }

  /** A condition that begins anew whenever the group is made of something else. */
  private note(condition: string, holds: boolean, composition: string, now: number): void {
    if (composition !== this.composition) this.since.note(condition, false, now);
    this.since.note(condition, holds, now);
  }
}
