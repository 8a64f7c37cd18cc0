import { ZONE } from './given-claim';
import { awsError } from './pass/trouble';
import { Current } from '../../src/reconciler/decide/plan';
import { Change, RecordSet } from '../../src/reconciler/decide/record';
import { plainName, prefixOfClaim } from '../../src/reconciler/names';
import { DeployWorld } from '../../src/reconciler/world';

/**
 * A zone that knows Route 53's rules and nothing else: a batch is made whole or not at all, a DELETE must repeat the record exactly, a CREATE is
 * refused where the record exists, and a CNAME stands alone under its name.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
export class InMemoryZone {
  /** The batches that were made. */
  readonly batches: { readonly changes: readonly Change[]; readonly comment: string }[] = [];
  /** What happens at the next reads and changes, instead of what should. */
  readonly nextReads: (() => void)[] = [];
  readonly nextChanges: ((make: () => string) => string | Promise<string>)[] = [];
  name = ZONE;
  private records: readonly RecordSet[] = [];

  constructor(...records: readonly RecordSet[]) {
    this.records = records;
  }

  /** What IAM, or Route 53 for reasons of its own, says to a batch. */
  refuses: (changes: readonly Change[]) => Error | undefined = () => undefined;
  isInSync: () => boolean = () => true;

  async read(namesNeeded: Parameters<DeployWorld['zone']['read']>[0]) {
    this.nextReads.shift()?.();
    const claims = new Map<string, RecordSet[]>();
    for (const record of this.records) {
      const prefix = prefixOfClaim(record.name, ZONE);
      if (prefix !== undefined) claims.set(prefix, [...claims.get(prefix) ?? [], record]);
    }
    const seen = new Map(namesNeeded(claims).map((name) => [name, this.at(name)]));
    return { claims, at: (name: string) => seen.get(name) ?? [] };
  }

  async change(changes: readonly Change[], comment: string): Promise<string> {
    const make = () => {
      const refusal = this.refuses(changes);
      if (refusal !== undefined) throw refusal;
      this.records = changes.reduce(changed, this.records);
      this.batches.push({ changes, comment });
      return `C${this.batches.length}`;
    };
    return (this.nextChanges.shift() ?? ((as) => as()))(make);
  }

  async inSync(): Promise<boolean> {
    return this.isInSync();
  }

  async trueName(): Promise<string> {
    this.nextReads.shift()?.();
    return this.name;
  }

  /** As a plan for the claim of this prefix sees the zone. */
  current(prefix: string): Current {
    const claim = this.records.find(({ name }) => prefixOfClaim(name, ZONE) === prefix);
    return { zone: ZONE, claim, at: (name) => this.at(name) };
  }

  at(name: string): RecordSet[] {
    return this.records.filter((record) => record.name === name);
  }

  /** Somebody else replaces whatever stands under the name. */
  put(name: string, ...records: readonly RecordSet[]): void {
    this.records = [...this.records.filter((record) => record.name !== name), ...records];
  }

  /** Where the names lead, by the part before the zone; claims left out. */
  get leads(): Record<string, string> {
    const names = this.records.filter(({ name }) => prefixOfClaim(name, ZONE) === undefined).sort((one, other) => (one.name < other.name ? -1 : 1));
    return Object.fromEntries(names.map(({ name, values }) => [name.slice(0, -ZONE.length - 1), values.join(' ')]));
  }

  get all(): readonly RecordSet[] {
    return [...this.records].sort((one, other) => (`${one.name} ${one.type}` < `${other.name} ${other.type}` ? -1 : 1));
  }
}

function changed(records: readonly RecordSet[], { action, record }: Change): readonly RecordSet[] {
  const key = `[${action} ${record.type} ${record.name}]`;
  if (record.name !== plainName(record.name) || !record.name.endsWith(`.${ZONE}`)) throw invalid(`${key} is not a plain name of the zone`);
  const sameName = records.filter(({ name }) => name === record.name);
  const existing = sameName.find(({ type }) => type === record.type);
  if (action === 'CREATE') {
    if (existing !== undefined) throw invalid(`${key} but it already exists`);
    if (sameName.some(({ type }) => type === 'CNAME' || record.type === 'CNAME')) throw invalid(`${key} conflicts with a CNAME`);
    return [...records, record];
  }
  if (existing === undefined) throw invalid(`${key} but it was not found`);
  if (existing.ttl !== record.ttl || existing.values.join('\n') !== record.values.join('\n') || !existing.simple) throw invalid(`${key} but the values do not match`);
  return records.filter((other) => other !== existing);
}

function invalid(message: string): Error {
  return awsError('InvalidChangeBatch', message);
}
