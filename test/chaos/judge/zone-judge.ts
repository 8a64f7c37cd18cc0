import { ClaimJudge } from './claim-judge';
import { Look, someServes } from './look';
import { Tally } from './tally';
import { Violations } from './violations';
import { parseClaim } from '../../../src/reconciler/decide/claim-text';
import { canonicalName } from '../../simulator/route53/domain-name';
import { AppliedChange, HostedZone } from '../../simulator/route53/hosted-zone';
import { ProposedRecord } from '../../simulator/route53/record-set';
import { FOREIGN_TARGET } from '../faults/foreign-hand';
import { Ledger } from '../ledger';

/** A plan is thrown away at five seconds; the call that writes it may be under way for this much longer. */
const LOOKBACK_MS = 5_000 + 4_000;
/** A name is removed when passes a minute apart agree; claims count whole seconds. */
const SECOND_THOUGHT_MS = 59_000;

/** How far the deployment that is under way had come at a time, as its stack said; undefined while there is none. */
export type Deployed = ((time: number) => string) | undefined;

/** Holds every change batch of the zone against the promises. Nothing is allowed for: what was written is right or wrong. */
export class ZoneJudge {
  private judged: number;
  /** The node that each name was given. */
  private readonly nodes = new Map<string, string>();
  /** Names that were led away from a node that did not serve, and have not levelled out since. */
  private readonly standIns = new Set<string>();
  /** Names that somebody else has taken from us, until we have them back. */
  private readonly taken = new Set<string>();
  /** Since when fewer names than this have been wanted, by name. */
  private readonly fewerSince = new Map<string, number>();

  constructor(
    private readonly zone: HostedZone,
    private readonly claims: readonly ClaimJudge[],
    private readonly status: () => Deployed,
    private readonly violations: Violations,
    private readonly tally: Tally,
    private readonly ledger: Ledger,
  ) {
    this.judged = zone.history.length;
    for (const { name, type, values } of zone.records()) if (type === 'CNAME') this.nodes.set(this.relative(name), nodeOf(values[0]));
  }

  /** Whether the servers know a name beyond those that are wanted; what somebody else put there is none. */
  hasMore(claim: ClaimJudge): boolean {
    const served = this.zone.served();
    for (let number = claim.most + 1; number <= claim.highest + 1; number += 1) {
      if (served.named(`${claim.nameOf(number)}.${this.zone.name}`).some(({ values = [] }) => values[0] !== FOREIGN_TARGET)) return true;
    }
    return false;
  }

  tick(now: number): void {
    for (const claim of this.claims) this.noteWanted(claim, now);
    for (; this.judged < this.zone.history.length; this.judged += 1) {
      const batch = this.zone.history[this.judged];
      if (batch.caller.includes('ReconcilerRole')) this.judge(batch);
      else if (batch.caller.includes('ClaimsRole')) this.judgeDeployment(batch);
      else this.noteForeign(batch);
    }
    for (const claim of this.claims) this.noteMissing(claim, now);
  }

  private judge({ at, changes, comment }: AppliedChange): void {
    const { violations } = this;
    this.ledger.note(`zone: ${comment}`);
    // what is removed does not count when the rest is levelled out.
    const removed = changes.filter((change) => change.action === 'DELETE' && !changes.some((other) => other.action === 'CREATE' && other.record.name === change.record.name));
    for (const { action, record } of [...removed, ...changes.filter((change) => !removed.includes(change))]) {
      const name = this.relative(record.name);
      const claim = this.claims.find(({ claimed: { prefix } }) => name === `${prefix}._replica-endpoint-dns` || isNameOf(prefix, name));
      if (!claim || (action !== 'CREATE' && action !== 'DELETE')) {
        violations.broken('11', name, `${action} ${record.type} by a reconciler`, at, at);
      } else if (record.type === 'CNAME') {
        const swaps = changes.filter((other) => other.record.type === 'TXT' && other.record.name.startsWith(`${claim.claimed.prefix}._`));
        if (swaps.map((swap) => swap.action).join() !== 'DELETE,CREATE') violations.broken('6', name, 'was written without its claim', at, at);
        const number = numberOf(claim.claimed.prefix, name);
        if (claim.contested.has(number)) violations.broken('7', name, `${action} while somebody else's record stood there`, at, at);
        if (removed.some((change) => change.record === record)) this.judgeRemoval(claim, name, number, at);
        if (action === 'CREATE') this.judgeMove(claim, name, record, at);
      } else if (action === 'CREATE') {
        this.judgeSwap(name, record, changes.find((other) => other.action === 'DELETE' && other.record.name === record.name)?.record, at);
      }
    }
  }

  /** What a deployment writes is right or wrong as well; and it takes nothing away before it has succeeded but what it made itself. */
  private judgeDeployment({ at, changes, comment }: AppliedChange): void {
    this.ledger.note(`a deployment, zone: ${comment}`);
    for (const { action, record } of changes.filter(({ record: { type } }) => type === 'CNAME')) {
      const name = this.relative(record.name);
      const claim = this.claims.find(({ claimed: { prefix } }) => isNameOf(prefix, name));
      if (!claim || (action !== 'CREATE' && action !== 'DELETE')) {
        this.violations.broken('7', name, `${action} of what is nobody's by a deployment`, at, at);
        continue;
      }
      const number = numberOf(claim.claimed.prefix, name);
      if (claim.contested.has(number)) this.violations.broken('7', name, `${action} by a deployment while somebody else's record stood there`, at, at);
      if (action === 'CREATE') {
        this.judgeMove(claim, name, record, at);
      } else if (!changes.some((other) => other.action === 'CREATE' && other.record.name === record.name)) {
        this.judgeRelease(claim, name, number, at);
      }
    }
  }

  private judgeRelease(claim: ClaimJudge, name: string, number: number, at: number): void {
    const status = this.status()?.(at) ?? 'nothing under way';
    const mayGo = claim.isComing || (/^UPDATE_COMPLETE/.test(status) ? claim.isReleased || number > claim.wantedAfter : number > claim.wantedBefore);
    if (!mayGo) this.violations.broken('10', name, `was taken away by a deployment that was ${status}`, at, at);
    this.nodes.delete(name);
    this.fewerSince.delete(name);
  }

  private judgeMove(claim: ClaimJudge, name: string, record: ProposedRecord, at: number): void {
    const from = this.nodes.get(name);
    const to = nodeOf(record.values[0]);
    const looks = claim.looks.filter((look) => look.at >= at - LOOKBACK_MS);
    const reasonable = looks.filter(({ inDoubt }) => !inDoubt);
    if (reasonable.length === 0) this.violations.broken('8', name, `was led to ${to} while nothing about its group was certain`, at, at);
    const mayHold = (look: Look) => (look.fitness.get(to) ?? 'unfit') !== 'unfit' || (to === look.primary && !someServes(look));
    // a record that is written anew for the same node follows its endpoint.
    if (from !== to && reasonable.length > 0 && !reasonable.some(mayHold)) this.violations.broken('4', name, `was given to ${to}, which did not serve`, at, at);
    if (from !== undefined && from !== to) {
      this.tally.moves += 1;
      const mayLeave = (look: Look) => look.fitness.get(from) !== 'serves' || (this.isUneven(claim, look) && (mayAllServe(look) || this.standIns.has(name)));
      if (reasonable.length > 0 && !reasonable.some(mayLeave)) this.violations.broken('3', name, `was moved from ${from} to ${to} while ${from} served`, at, at);
      if (reasonable.some(({ fitness }) => fitness.get(from) !== 'serves')) this.standIns.add(name);
      else if (reasonable.every(({ fitness }) => [...fitness.values()].every((one) => one === 'serves'))) this.standIns.delete(name);
    } else if (from === undefined && reasonable.some(({ primary }) => to === primary)) {
      this.standIns.add(name);
    }
    this.nodes.set(name, to);
    this.taken.delete(name);
  }

  /**
   * The names of the claim can be levelled out: two replicas that may serve differ by two. A name that somebody else has taken is one of the claim's
   * for as long as it is wanted, and leads to nobody's node: it may be counted or not.
   */
  private isUneven(claim: ClaimJudge, { fitness, wanted }: Look): boolean {
    const named = [...this.nodes].filter(([name]) => isNameOf(claim.claimed.prefix, name));
    const ours = named.filter(([name]) => !this.taken.has(name));
    const wantedToo = named.filter(([name]) => !this.taken.has(name) || numberOf(claim.claimed.prefix, name) <= wanted);
    const differ = (held: readonly (readonly [string, string])[]) => {
      const loads = [...fitness].filter(([, one]) => one !== 'unfit').map(([node]) => held.filter(([, one]) => one === node).length);
      return Math.max(...loads) - Math.min(...loads) >= 2;
    };
    return differ(ours) || differ(wantedToo);
  }

  private judgeRemoval(claim: ClaimJudge, name: string, number: number, at: number): void {
    const since = this.fewerSince.get(name);
    if (since === undefined || at < since + SECOND_THOUGHT_MS) {
      this.violations.broken('8', name, `was removed ${since === undefined ? 'though it is wanted' : `${(at - since) / 1000} s after fewer names were wanted`}`, at, at);
    }
    if (!claim.looks.some((look) => look.at >= at - LOOKBACK_MS && look.steady && look.wanted < number)) {
      this.violations.broken('8', name, 'was removed while its group was being changed', at, at);
    }
    this.nodes.delete(name);
    this.fewerSince.delete(name);
  }

  private judgeSwap(name: string, record: ProposedRecord, before: ProposedRecord | undefined, at: number): void {
    const generation = (claim: ProposedRecord) => {
      const parsed = parseClaim(name.split('._')[0], { name, type: 'TXT', ttl: claim.ttl, values: claim.values, simple: true });
      return 'claim' in parsed ? parsed.claim.generation : NaN;
    };
    if (!before || generation(record) !== generation(before) + 1) this.violations.broken('6', name, 'the claim was not swapped for its successor', at, at);
  }

  private noteWanted(claim: ClaimJudge, now: number): void {
    const { inDoubt, wanted } = claim.looks.at(-1)!;
    if (inDoubt) return;
    for (let number = wanted + 1; this.nodes.has(claim.nameOf(number)); number += 1) {
      if (!this.fewerSince.has(claim.nameOf(number))) this.fewerSince.set(claim.nameOf(number), now);
    }
    // a pass has certainly seen that they are wanted after all.
    for (const number of claim.promised(now)) this.fewerSince.delete(claim.nameOf(number));
  }

  private noteForeign({ changes, at }: AppliedChange): void {
    for (const { action, record } of changes) {
      const name = this.relative(record.name);
      const claim = this.claims.find(({ claimed: { prefix } }) => isNameOf(prefix, name));
      if (!claim) continue;
      const number = numberOf(claim.claimed.prefix, name);
      if (action === 'DELETE') claim.contested.delete(number);
      else claim.contested.add(number);
      claim.foreignUntil.set(number, at);
      this.taken.add(name);
    }
  }

  /** A name as it is in a batch, with a trailing dot or without, without the zone's. */
  private relative(name: string): string {
    return canonicalName(name).slice(0, -this.zone.name.length - 1);
  }

  private noteMissing(claim: ClaimJudge, now: number): void {
    const served = this.zone.served();
    for (const number of claim.foreignUntil.keys()) {
      if (claim.contested.has(number) || served.named(`${claim.nameOf(number)}.${this.zone.name}`).length === 0) claim.foreignUntil.set(number, now);
    }
  }
}

/** While one does not, only names that stand in may level out. */
function mayAllServe({ fitness }: Look): boolean {
  return [...fitness.values()].every((one) => one !== 'unfit');
}

function isNameOf(prefix: string, name: string): boolean {
  const [first, ...rest] = prefix.split('.');
  const [label, ...others] = name.split('.');
  return label.startsWith(first) && /^\d+$/.test(label.slice(first.length)) && others.join('.') === rest.join('.');
}

function numberOf(prefix: string, name: string): number {
  return Number(name.split('.')[0].slice(prefix.split('.')[0].length));
}

/** A node's id is the first label of its endpoint. */
function nodeOf(target: string): string {
  return target.split('.')[0];
}
