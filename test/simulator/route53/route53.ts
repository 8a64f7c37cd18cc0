import { canonicalName } from './domain-name';
import { AppliedChange, HostedZone } from './hosted-zone';
import { NameOrder, recordOrder } from './record-order';
import { ChangeBatch, RecordSet } from './record-set';
import { Throttle, ThrottleLimits } from './throttle';
import { Clock } from '../clock/clock';
import { AwsError } from '../wire/aws-error';

export interface Route53Options extends ThrottleLimits {
  readonly propagationSeconds?: number;
  readonly processingMs?: number;
}

export interface ChangeInfo {
  readonly id: string;
  readonly status: 'PENDING' | 'INSYNC';
  readonly submittedAt: number;
  readonly comment?: string;
}

export interface ListRequest {
  readonly name?: string;
  readonly type?: string;
  readonly identifier?: string;
  readonly maxItems?: number;
}

export interface RecordPage {
  readonly records: readonly RecordSet[];
  readonly maxItems: number;
  /** The first record of the next page. */
  readonly next?: RecordSet;
}

/** The Route 53 of one account. Its throttles count `getHostedZone`, `change`, `getChange` and `list`, which are calls of the API. */
export class Route53 {
  /** Both may be changed while a story runs. */
  readonly times: { propagationSeconds: number; processingMs: number };
  /** What the order of a list compares, and how many records a page holds at most: 300 on AWS, fewer where a story wants pages to end inside its names. */
  readonly listing: { order: NameOrder; pageSize: number } = { order: 'characters', pageSize: 300 };
  /**
   * How a refused batch is put: as every other error, which was measured, or as the API reference still shows it, in an element of its own with
   * a message each. Of the latter the SDKs make an error without a code.
   */
  refusalForm: 'ErrorResponse' | 'InvalidChangeBatch' = 'ErrorResponse';
  private readonly throttle: Throttle;
  private readonly zonesById = new Map<string, HostedZone>();
  private readonly changes = new Map<string, AppliedChange>();
  private made = 0;

  constructor(private readonly clock: Clock, options: Route53Options = {}) {
    this.times = { propagationSeconds: options.propagationSeconds ?? 0, processingMs: options.processingMs ?? 0 };
    this.throttle = new Throttle(clock, options);
  }

  createHostedZone(options: { readonly id?: string; readonly name: string; readonly private?: boolean }): HostedZone {
    const zone = new HostedZone(this.clock, this.times, this.listing, {
      id: options.id ?? this.newId('Z'),
      name: options.name,
      private: options.private ?? false,
    });
    if (this.zonesById.has(zone.id)) throw new Error(`there is a hosted zone ${zone.id} already`);
    this.zonesById.set(zone.id, zone);
    return zone;
  }

  deleteHostedZone(id: string): void {
    if (!this.zone(id).isEmpty()) {
      throw new AwsError('HostedZoneNotEmpty', 'The specified hosted zone contains non-required resource record sets and so cannot be deleted.');
    }
    // that it is refused is documented (API_DeleteHostedZone.html); of the errors listed there none is about protections.
    if (this.zone(id).protections.size > 0) throw new AwsError('InvalidInput', 'The hosted zone has resource record set protections and so cannot be deleted.');
    this.zonesById.delete(id);
  }

  zones(): HostedZone[] {
    return [...this.zonesById.values()];
  }

  zone(id: string): HostedZone {
    const zone = this.zonesById.get(id);
    if (!zone) throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404);
    return zone;
  }

  getHostedZone(id: string): HostedZone {
    this.throttle.admit();
    return this.zone(id);
  }

  change(zoneId: string, batch: ChangeBatch, caller = 'unknown'): ChangeInfo {
    this.throttle.admit(batch.changes);
    const applied = this.zone(zoneId).apply(batch, caller);
    const id = this.newId('C');
    this.changes.set(id, applied);
    return this.changeInfo(id, applied);
  }

  getChange(id: string): ChangeInfo {
    this.throttle.admit();
    const applied = this.changes.get(id);
    if (!applied) throw new AwsError('NoSuchChange', `Could not find resource with ID: ${id}`, 404);
    return this.changeInfo(id, applied);
  }

  /** Name and type are where the page begins, not what it is about. */
  list(zoneId: string, { name, type, identifier, maxItems = 300 }: ListRequest = {}): RecordPage {
    this.throttle.admit();
    const zone = this.zone(zoneId);
    if (type !== undefined && name === undefined) throw new AwsError('InvalidInput', 'The input is not valid: type may not be specified without name');
    if (identifier !== undefined && type === undefined) {
      throw new AwsError('InvalidInput', 'The input is not valid: identifier may not be specified without name and type');
    }
    if (!(maxItems >= 1)) throw new AwsError('InvalidInput', `Value '${maxItems}' at 'maxItems' failed to satisfy constraint: a number of at least 1`);
    const start = { name: name === undefined ? '' : canonicalName(name), type: type ?? '', setIdentifier: identifier };
    const compare = recordOrder(this.listing.order);
    const rest = name === undefined ? zone.records() : zone.records().filter((record) => compare(record, start) >= 0);
    const most = Math.min(maxItems, this.listing.pageSize);
    return { records: rest.slice(0, most), maxItems: most, next: rest[most] };
  }

  private changeInfo(id: string, { at, comment, insyncAt }: AppliedChange): ChangeInfo {
    return { id, status: insyncAt <= this.clock.now() ? 'INSYNC' : 'PENDING', submittedAt: at, comment };
  }

  private newId(letter: string): string {
    this.made += 1;
    return `${letter}0${String(this.made).padStart(19, '0')}`;
  }
}
