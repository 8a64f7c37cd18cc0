import {
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  ListResourceRecordSetsCommandOutput,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { Change, RecordSet } from '../decide/record';
import { CLAIMS_LABEL, plainName, prefixOfClaim, sortKey } from '../names';
import { told } from './told';
import { Pages, REFUSED_PAUSE_MS, Start } from './zone-pages';

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
  constructor(
    private readonly client: Route53Client,
    private readonly id: string,
    private readonly name: string,
    private readonly pause: () => Promise<unknown> = () => new Promise((resolve) => setTimeout(resolve, REFUSED_PAUSE_MS)),
  ) {}

  /** All claims, and what stands under the names that they turn out to need. */
  async read(namesNeeded: (claims: ZoneView['claims']) => readonly string[]): Promise<ZoneView> {
    const pages = new Pages((start) => this.list(start), this.pause);
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
    return told('without ChangeInfo', ChangeInfo?.Id).replace(/^\/change\//, '');
  }

  async inSync(changeId: string): Promise<boolean> {
    const { ChangeInfo } = await this.client.send(new GetChangeCommand({ Id: changeId }));
    return ChangeInfo?.Status === 'INSYNC';
  }

  /** The name that Route 53 knows the zone by. */
  async trueName(): Promise<string> {
    const { HostedZone: zone } = await this.client.send(new GetHostedZoneCommand({ Id: this.id }));
    return plainName(told('without the name of the zone', zone?.Name));
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
