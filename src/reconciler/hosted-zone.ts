import {
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  ListResourceRecordSetsCommandOutput,
  ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { CLAIMS_LABEL, plainName, prefixOfClaim, sortKey } from './names';
import { Change, RecordSet } from './record';

/** The part of a zone that was read. */
export interface ZoneView {
  /** The records that stand where claims stand, by prefix; more than one only where somebody else put them. */
  readonly claims: ReadonlyMap<string, readonly RecordSet[]>;
  at(name: string): readonly RecordSet[];
}

/** A change batch's comment has room for this many characters. */
const COMMENT_LENGTH = 256;

/** One hosted zone: reads what a pass needs of it in few pages, and changes it all or nothing. */
export class HostedZone {
  constructor(private readonly client: Route53Client, private readonly id: string, private readonly name: string) {}

  /** All claims, and what stands under the names that they turn out to need. */
  async read(namesNeeded: (claims: ZoneView['claims']) => readonly string[]): Promise<ZoneView> {
    const pages = new Pages((start) => this.list(start));
    const first = `${CLAIMS_LABEL}.${this.name}`;
    const within = (name: string) => sortKey(name).startsWith(sortKey(first));
    const claims = new Map<string, RecordSet[]>();
    for (const record of await pages.from(first, within)) {
      const prefix = prefixOfClaim(record.name, this.name);
      if (prefix !== undefined) claims.set(prefix, [...claims.get(prefix) ?? [], record]);
    }
    const records = new Map<string, readonly RecordSet[]>();
    const names = [...new Set(namesNeeded(claims))].sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
    for (const name of names) records.set(name, await pages.from(name, (other) => other === name));
    return { claims, at: (name) => records.get(name) ?? [] };
  }

  /** Returns the id of the change. Never repeated by itself: what was planned is only good against the zone that was read. */
  async change(changes: readonly Change[], comment: string): Promise<string> {
    const { ChangeInfo } = await this.client.send(new ChangeResourceRecordSetsCommand({
      HostedZoneId: this.id,
      ChangeBatch: {
        Comment: comment.length > COMMENT_LENGTH ? `${comment.slice(0, COMMENT_LENGTH - 3)}...` : comment,
        Changes: changes.map(({ action, record }) => ({
          Action: action,
          ResourceRecordSet: { Name: record.name, Type: record.type as 'CNAME', TTL: record.ttl, ResourceRecords: record.values.map((Value) => ({ Value })) },
        })),
      },
    }));
    return ChangeInfo!.Id!.replace(/^\/change\//, '');
  }

  async inSync(changeId: string): Promise<boolean> {
    const { ChangeInfo } = await this.client.send(new GetChangeCommand({ Id: changeId }));
    return ChangeInfo?.Status === 'INSYNC';
  }

  /** The name that Route 53 knows the zone by. */
  async trueName(): Promise<string> {
    const { HostedZone: zone } = await this.client.send(new GetHostedZoneCommand({ Id: this.id }));
    return plainName(zone!.Name!);
  }

  private list(start: Start): Promise<ListResourceRecordSetsCommandOutput> {
    return this.client.send(new ListResourceRecordSetsCommand({
      HostedZoneId: this.id,
      StartRecordName: start.name,
      StartRecordType: start.type as 'CNAME' | undefined,
      StartRecordIdentifier: start.identifier,
    }));
  }
}

interface Start {
  readonly name: string;
  readonly type?: string;
  readonly identifier?: string;
}

/** A stretch of the zone that was read: everything from `from` up to, not including, `to`. */
interface Stretch {
  readonly from: string;
  to: string;
  readonly records: RecordSet[];
}

/** Twice what a zone of 10,000 records fills; an answer that does not come to an end must not take the function's whole time. */
const MOST_PAGES = 70;

/** Above every sort key. */
const END = '\uffff';

/** Reads the zone in stretches. A name that lies in a stretch already read costs no further request. */
class Pages {
  private readonly stretches: Stretch[] = [];
  private read = 0;

  constructor(private readonly list: (start: Start) => Promise<ListResourceRecordSetsCommandOutput>) {}

  /** The records from `name` on for as long as `within` holds. */
  async from(name: string, within: (name: string) => boolean): Promise<RecordSet[]> {
    const key = sortKey(name);
    let stretch = this.stretches.find(({ from, to }) => from <= key && key < to);
    let next: Start | undefined = stretch === undefined ? { name } : undefined;
    if (stretch === undefined) {
      stretch = { from: key, to: key, records: [] };
      this.stretches.push(stretch);
    }
    while (next !== undefined) {
      if (this.read === MOST_PAGES) throw new Error(`Route 53 comes to no end, got: ${MOST_PAGES} pages`);
      this.read += 1;
      const page = await this.list(next);
      // a page that something on the way put in would otherwise be a zone without claims.
      if (page.ResourceRecordSets === undefined) throw new Error('Route 53 answered without ResourceRecordSets');
      stretch.records.push(...page.ResourceRecordSets.map(recordSet));
      const following: Start | undefined = page.IsTruncated ? startOf(page) : undefined;
      if (following !== undefined && repeats(next, following)) throw new Error(`Route 53 repeats a page, got: ${JSON.stringify(following)} twice`);
      stretch.to = following === undefined ? END : sortKey(following.name);
      next = following !== undefined && within(following.name) ? following : undefined;
    }
    return stretch.records.filter((record) => within(record.name));
  }
}

function startOf(page: ListResourceRecordSetsCommandOutput): Start {
  return { name: plainName(page.NextRecordName!), type: page.NextRecordType, identifier: page.NextRecordIdentifier };
}

function repeats(one: Start, next: Start): boolean {
  return sortKey(next.name) < sortKey(one.name) || (next.name === one.name && next.type === one.type && next.identifier === one.identifier);
}

function recordSet(record: ResourceRecordSet): RecordSet {
  return {
    name: plainName(record.Name!),
    type: record.Type!,
    ttl: record.TTL,
    values: (record.ResourceRecords ?? []).map(({ Value }) => Value!),
    simple: record.SetIdentifier === undefined && record.AliasTarget === undefined && record.HealthCheckId === undefined,
  };
}
