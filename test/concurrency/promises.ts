import { Case } from './case';
import { Claim } from '../../src/reconciler/decide/claim';
import { parseClaim } from '../../src/reconciler/decide/claim-text';
import { Change, RecordSet } from '../../src/reconciler/decide/record';
import { isWritten } from '../../src/reconciler/decide/written';
import { endpointName } from '../../src/reconciler/names';
import { Outcome } from '../../src/reconciler/pass/outcome';
import { ZONE } from '../reconciler/given-claim';
import { InMemoryZone } from '../reconciler/in-memory-zone';

/** A write as it was made. */
export interface Written {
  readonly actor: string;
  readonly before: ReadonlyMap<string, Claim>;
  readonly changes: readonly Change[];
  /** The view of the group that it rests on; none for a claim that is given up. */
  readonly version?: number;
  readonly sentAt: number;
}

/** An older view than this is not acted on. */
const FRESH_MS = 5_000;
const REMOVED_AFTER_MS = 60_000;

/** What the design promises, watched over from write to write. */
export class Promises {
  private newest = 0;
  private readonly supersededAt: number[] = [];
  /** When fewer members were first listed. */
  private fewerSince?: number;
  private readonly untold = new Map<string, number>();

  private violation?: Error;

  constructor(private readonly given: Case, private readonly zone: InMemoryZone) {}

  /** The next view of the group takes the place of this one. */
  superseded(now: number): void {
    this.supersededAt.push(now);
    const { history } = this.given;
    if (history[this.supersededAt.length].members.length < history[0].members.length) this.fewerSince ??= now;
  }

  state(): unknown {
    return [this.newest, this.supersededAt, this.fewerSince, [...this.untold].sort()];
  }

  /** The claims in the zone. */
  look(): ReadonlyMap<string, Claim> {
    const records = this.zone.all.filter(({ type }) => type === 'TXT');
    return new Map(records.map((record) => {
      const prefix = record.name.split('.')[0];
      const parsed = parseClaim(prefix, record);
      if ('problem' in parsed) throw new Error(`the claim of '${prefix}' ${parsed.problem}`);
      return [prefix, parsed.claim];
    }));
  }

  /** Throws what was found at a write; there it would only fail the write. */
  holdSoFar(): void {
    if (this.violation) throw this.violation;
  }

  afterWrite(written: Written): void {
    try {
      this.check(written);
    } catch (error) {
      this.violation ??= error as Error;
    }
  }

  private check(written: Written): void {
    const after = this.look();
    this.oneClaimAfterAnother(written, after);
    for (const claim of after.values()) this.namesAreAsClaimed(claim);
    for (const record of this.given.foreign ?? []) this.isUntouched(record);
    if (written.version !== undefined) this.restsOnAGoodView(written, written.version);
    if (!written.actor.startsWith('D')) this.noNameIsRemovedTooSoon(written);
    const moved = new Set(written.changes.filter(({ record }) => record.type === 'CNAME').map(({ record }) => record.name));
    for (const name of moved) this.untold.set(name, (this.untold.get(name) ?? 0) + 1);
  }

  /** What a pass says that it moved; and that it found nothing foreign where nothing is. */
  told(outcomes: readonly Outcome[]): void {
    for (const { moves, contested } of outcomes) {
      for (const { name } of moves) this.untold.set(name, (this.untold.get(name) ?? 0) - 1);
      for (const { name } of contested) {
        if (!(this.given.foreign ?? []).some((record) => record.name === name)) throw new Error(`${name} is called contested, but nobody else ever wrote it`);
      }
    }
  }

  private oneClaimAfterAnother({ actor, before, changes }: Written, after: ReadonlyMap<string, Claim>): void {
    for (const { record } of created(changes)) {
      const prefix = record.name.slice(0, -ZONE.length - 1).replace(/\d+$/, '');
      if (record.type === 'CNAME' && !after.has(prefix) && actor.startsWith('R')) throw new Error(`${actor} makes ${record.name} without a claim`);
    }
    for (const [prefix, { generation, holder }] of after) {
      const earlier = before.get(prefix);
      const touched = changes.some(({ record }) => record.name.startsWith(prefix));
      if (earlier !== undefined && touched && generation !== earlier.generation + 1) throw new Error(`generation ${generation} follows ${earlier.generation}: the claim is lost or doubled`);
      if (earlier !== undefined && holder?.instance !== earlier.holder?.instance && actor.startsWith('R')) throw new Error(`${actor} brings instance ${earlier.holder?.instance} back`);
    }
    for (const prefix of before.keys()) if (!after.has(prefix) && actor.startsWith('R')) throw new Error(`${actor} gives the claim of '${prefix}' up`);
  }

  private namesAreAsClaimed({ prefix, endpoints }: Claim): void {
    endpoints.forEach(({ written }, index) => {
      const records = this.zone.at(endpointName(prefix, index + 1, ZONE));
      if (records.length !== 1 || !isWritten(records[0], written)) throw new Error(`${prefix}${index + 1} is not what the claim says: a mix of two writers`);
    });
  }

  private isUntouched(record: RecordSet): void {
    if (!this.zone.at(record.name).includes(record)) throw new Error(`the record of somebody else under ${record.name} was touched`);
  }

  private restsOnAGoodView({ changes, sentAt }: Written, version: number): void {
    const { history, staleAnswers } = this.given;
    const { members } = history[version];
    const primaries = members.filter(({ role }) => role === 'primary');
    if (primaries.length !== 1) throw new Error(`something was written with ${primaries.length} primaries in view`);
    const onPrimary = created(changes).find(({ record }) => record.type === 'CNAME' && record.values[0] === primaries[0].address);
    if (onPrimary !== undefined) throw new Error(`${onPrimary.record.name} was led to the primary while replicas serve`);
    if (staleAnswers) return; // nothing can be said of the order of views that ElastiCache itself mixes up.
    if (version < this.newest) throw new Error(`view ${version} was written over view ${this.newest}: an older view won`);
    this.newest = version;
    if (sentAt - (this.supersededAt[version] ?? Infinity) >= FRESH_MS) throw new Error(`view ${version} was written when it had been old for five seconds`);
  }

  private noNameIsRemovedTooSoon({ changes, sentAt }: Written): void {
    const removed = changes.find(({ action, record }) => action === 'DELETE' && record.type === 'CNAME' && this.zone.at(record.name).length === 0);
    if (removed !== undefined && !(sentAt - this.fewerSince! >= REMOVED_AFTER_MS)) throw new Error(`${removed.record.name} was removed on the word of one minute`);
  }

  /** At the end: moves that nobody told, or that two told. */
  everyMoveIsToldOnce(): void {
    const { crashes, troubles, deployments } = this.given;
    if (crashes || troubles || deployments) return; // the dead tell nothing; of a write without an answer only its maker could.
    for (const [name, times] of this.untold) if (times !== 0) throw new Error(`a move of ${name} was told ${1 - times} times`);
  }
}

function created(changes: readonly Change[]): Change[] {
  return changes.filter(({ action }) => action === 'CREATE');
}
