import { applyBatch } from './change-batch';
import { canonicalName } from './domain-name';
import { Guardrails, Wording } from './guardrails';
import { Protections } from './protections';
import { NameOrder, recordOrder } from './record-order';
import { Change, ChangeBatch, ProposedRecord, RecordSet } from './record-set';
import { ZoneRecords } from './zone-records';
import { Clock } from '../clock/clock';
import { AwsError } from '../wire/aws-error';

export interface ZoneTimes {
  /** From a change until the name servers answer with it; usually less than 60 s on AWS. */
  propagationSeconds: number;
  /** How long a change keeps the zone from taking another. */
  processingMs: number;
}

export interface ZoneListing {
  order: NameOrder;
}

export interface ZoneOptions {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
}

/** A change as it was applied. */
export interface AppliedChange {
  readonly at: number;
  readonly caller: string;
  readonly comment?: string;
  readonly changes: readonly Change[];
  readonly insyncAt: number;
}

export class HostedZone {
  readonly id: string;
  /** With the trailing dot, as Route 53 writes it. */
  readonly name: string;
  readonly private: boolean;
  /** Every batch that was applied, the oldest first. */
  readonly history: AppliedChange[] = [];
  /** All off until a story turns one on. */
  readonly guardrails = new Guardrails();
  /** None until a story adds one. */
  readonly protections = new Protections();
  /** How refusals of guardrails and protections are put. */
  wording: Wording = 'quoted';
  private current: ZoneRecords;
  /** A zone is listed far more often than it changes. */
  private sorted?: { readonly of: ZoneRecords; readonly order: NameOrder; readonly records: readonly RecordSet[] };
  private versions: { from: number; records: ZoneRecords }[];

  constructor(private readonly clock: Clock, private readonly times: ZoneTimes, private readonly listing: ZoneListing, options: ZoneOptions) {
    this.id = options.id;
    this.name = canonicalName(options.name);
    this.private = options.private;
    this.current = new ZoneRecords(apexRecords(this.name));
    this.versions = [{ from: -Infinity, records: this.current }];
  }

  /** In the order of ListResourceRecordSets. */
  records(): readonly RecordSet[] {
    const { order } = this.listing;
    if (this.sorted?.of !== this.current || this.sorted.order !== order) {
      this.sorted = { of: this.current, order, records: this.current.all().sort(recordOrder(order)) };
    }
    return this.sorted.records;
  }

  find(name: string, type: string): RecordSet | undefined {
    return this.current.named(canonicalName(name)).find((record) => record.type === type);
  }

  /** A foreign hand sets a record, under the same rules as everybody. */
  put(record: ProposedRecord): void {
    this.apply({ changes: [{ action: 'UPSERT', record }] }, 'a foreign hand');
  }

  /** A foreign hand removes a record. */
  remove(name: string, type: string): void {
    const record = this.find(name, type);
    if (!record) throw new Error(`no ${type} record ${canonicalName(name)} to remove from zone ${this.name}`);
    this.apply({ changes: [{ action: 'DELETE', record }] }, 'a foreign hand');
  }

  apply(batch: ChangeBatch, caller: string): AppliedChange {
    const now = this.clock.now();
    const prior = this.history.at(-1);
    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
    if (prior && now < prior.at + this.times.processingMs) {
      throw new AwsError('PriorRequestNotComplete', 'The request was rejected because Route 53 was still processing a prior request.');
    }
    this.current = applyBatch(this.name, this.current, batch, this);
    const insyncAt = Math.max(prior?.insyncAt ?? 0, now + this.times.propagationSeconds * 1000);
    const applied = { at: now, caller, comment: batch.comment, changes: batch.changes, insyncAt };
    this.history.push(applied);
    this.versions = [...this.versions.slice(this.servedIndex()), { from: insyncAt, records: this.current }];
    return applied;
  }

  /** What the name servers answer with now: the list shows a change at once, they do when it has propagated. */
  served(): ZoneRecords {
    return this.versions[this.servedIndex()].records;
  }

  isEmpty(): boolean {
    return this.current.all().every(({ name, type }) => name === this.name && (type === 'NS' || type === 'SOA'));
  }

  private servedIndex(): number {
    return this.versions.filter(({ from }) => from <= this.clock.now()).length - 1;
  }
}

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
function apexRecords(name: string): RecordSet[] {
  const servers = ['ns-1536.awsdns-00.co.uk.', 'ns-0.awsdns-00.com.', 'ns-1024.awsdns-00.org.', 'ns-512.awsdns-00.net.'];
  return [
    { name, type: 'NS', ttl: 172_800, values: servers },
    { name, type: 'SOA', ttl: 900, values: [`${servers[0]} awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`] },
  ];
}
