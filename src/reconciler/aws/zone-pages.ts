import type { ListResourceRecordSetsCommandOutput, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { RecordSet } from '../decide/record';
import { plainName, standsBefore } from '../names';
import { isThrottle } from './service-error';
import { told } from './told';

/** Where a page begins. */
export interface Start {
  readonly name: string;
  readonly type?: string;
  readonly identifier?: string;
}

/** A stretch of the zone that was read: everything from the name `from` up to, not including, the name `to`, or to the end of the zone. */
interface Stretch {
  readonly from: string;
  to?: string;
  readonly records: RecordSet[];
}

/** Twice what a zone of 10,000 records fills; an answer that does not come to an end must not take the function's whole time. */
const MOST_PAGES = 70;

/** Route 53 lets ten requests of an account through in a second, or five. */
export const REFUSED_PAUSE_MS = 300;
const MOST_REFUSALS = 10;

/** Reads the zone in stretches. A name that lies for certain in a stretch already read costs no further request. */
export class Pages {
  private readonly stretches: Stretch[] = [];
  private read = 0;

  constructor(
    private readonly list: (start: Start) => Promise<ListResourceRecordSetsCommandOutput>,
    private readonly pause: () => Promise<unknown>,
  ) {}

  /** The records from `name` on for as long as `within` holds. */
  async from(name: string, within: (name: string) => boolean): Promise<RecordSet[]> {
    let stretch = this.stretches.find(({ from, to }) => (from === name || standsBefore(from, name)) && (to === undefined || standsBefore(name, to)));
    let next: Start | undefined = stretch === undefined ? { name } : undefined;
    if (stretch === undefined) {
      stretch = { from: name, to: name, records: [] };
      this.stretches.push(stretch);
    }
    while (next !== undefined) {
      if (this.read === MOST_PAGES) throw new Error(`Route 53 comes to no end, got: ${MOST_PAGES} pages`);
      const page = await this.page(next);
      this.read += 1;
      // a page that something on the way has spoilt would otherwise be a zone without claims.
      stretch.records.push(...told('without ResourceRecordSets', page.ResourceRecordSets).map(recordSet));
      const following: Start | undefined = told('without IsTruncated', page.IsTruncated) ? startOf(page) : undefined;
      if (following !== undefined && repeats(next, following)) throw new Error(`Route 53 repeats a page, got: ${JSON.stringify(following)} twice`);
      stretch.to = following?.name;
      next = following !== undefined && within(following.name) ? following : undefined;
    }
    return stretch.records.filter((record) => within(record.name));
  }

  /** What was read already is not thrown away for a page that Route 53 has no time for. */
  private async page(start: Start): Promise<ListResourceRecordSetsCommandOutput> {
    for (let refused = 0; ; refused += 1) {
      try {
        return await this.list(start);
      } catch (error) {
        if (this.read === 0 || refused === MOST_REFUSALS || !isThrottle(error as Error)) throw error;
      }
      await this.pause();
    }
  }
}

function startOf({ NextRecordName: name, NextRecordType: type, NextRecordIdentifier: identifier }: ListResourceRecordSetsCommandOutput): Start {
  return { name: plainName(told('with a next page without NextRecordName', name)), type, identifier };
}

function repeats(one: Start, next: Start): boolean {
  return standsBefore(next.name, one.name) || (next.name === one.name && next.type === one.type && next.identifier === one.identifier);
}

function recordSet(record: ResourceRecordSet): RecordSet {
  const name = plainName(told('with a record without Name', record.Name));
  const type = told(`with a record without Type, got: ${name}`, record.Type);
  return {
    name,
    type,
    ttl: record.TTL,
    values: (record.ResourceRecords ?? []).map(({ Value }) => told(`with a value without text, got: ${name} ${type}`, Value)),
    simple: record.SetIdentifier === undefined && record.AliasTarget === undefined && record.HealthCheckId === undefined,
  };
}
