import { NotModelled } from '../not-modelled';
import { isWithin } from './domain-name';
import { CheckedChange } from './proposed-change';
import { recordKey, RecordSet } from './record-set';
import { ZoneRecords } from './zone-records';

/** The guardrails that are off until somebody turns them on. The first needs no Advanced Hosted Zone. */
export type Guardrail = 'NS_OCCLUSION_CHECK' | 'ALIAS_TARGET_CHECK' | 'ACTIVE_RECORD_CHECK' | 'ACTIVE_DELEGATION_CHECK';

/** A name and a type: what a protection protects, and what a guardrail judges. */
export type NameAndType = Pick<RecordSet, 'name' | 'type'>;

/**
 * How Route 53 puts a refusal. AWS says what must be in it (the record, the guardrail, a protection's comment) and not in which words:
 * nobody may rely on either form, so stories try both.
 *
 * - `quoted`: the record as `[name='x.', type='CNAME']`, as the other refusals of a batch have it.
 * - `prose`: the record's name in a sentence.
 */
export type Wording = 'quoted' | 'prose';

/**
 * The Change Guardrails of one hosted zone, all off at first.
 *
 * | guardrail               | refuses                                                                                                         |
 * |-------------------------|-----------------------------------------------------------------------------------------------------------------|
 * | ACTIVE_RECORD_CHECK     | a DELETE of a record that clients still ask for, if no record of the name and type is left after the batch       |
 * | ALIAS_TARGET_CHECK      | a DELETE of a record that an alias record of the zone points to, if none of the name and type is left            |
 * | NS_OCCLUSION_CHECK      | a record at or below the name of a delegation, and a delegation above records                                    |
 * | ACTIVE_DELEGATION_CHECK | a DELETE of the NS record of a subdomain that resolvers are still referred to                                    |
 *
 * The always-on checks of NS values are an error by name instead: no story here delegates to Route 53's name servers.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-change-guardrails.html
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeGuardrail.html
 */
export class Guardrails {
  /**
   * Whether a DELETE with a CREATE of the same name and type behind it leaves the record in place. "If no other record with the same name
   * and type remains to answer them" says so; nobody has measured it. `false` is the reading under which every DELETE is judged by itself.
   */
  judgeTheResult = true;
  private readonly enabled = new Set<Guardrail>();
  /**
   * Whether clients still ask for the record. How long a question counts is documented nowhere, so every record is asked for until a
   * story says otherwise.
   */
  isAskedFor: (record: NameAndType) => boolean = () => true;
  /** Whether an alias record points to the record. Alias records themselves are not modelled: a story says where they point. */
  isAliasTarget: (record: NameAndType) => boolean = () => false;

  enable(...guardrails: readonly Guardrail[]): void {
    for (const guardrail of guardrails) this.enabled.add(guardrail);
  }

  disable(...guardrails: readonly Guardrail[]): void {
    for (const guardrail of guardrails) this.enabled.delete(guardrail);
  }

  /** What the guardrails have against the batch, in the order of its changes. */
  problems(zoneName: string, changes: readonly CheckedChange[], after: ZoneRecords, wording: Wording): string[] {
    return changes.flatMap(({ action, record }) => (action === 'DELETE' ? this.deletion(record, after) : this.creation(zoneName, record, after))
      .map(([guardrail, why, remedy]) => (wording === 'quoted'
        ? `Change Guardrail ${guardrail} rejected the change of resource record set [name='${record.name}', type='${record.type}']: it ${why}. ${remedy}`
        : `The ${record.type} record ${record.name.slice(0, -1)} ${why} (${guardrail}). ${remedy}`)));
  }

  private deletion(record: RecordSet, after: ZoneRecords): [Guardrail, string, string][] {
    if (this.judgeTheResult && after.named(record.name).some(({ type }) => type === record.type)) return [];
    const found: [Guardrail, string, string][] = [];
    if (this.enabled.has('ALIAS_TARGET_CHECK') && this.isAliasTarget(record)) {
      found.push(['ALIAS_TARGET_CHECK', 'is the target of an alias record', 'Delete or change the alias record first.']);
    }
    if (record.type !== 'NS' && this.enabled.has('ACTIVE_RECORD_CHECK') && this.isAskedFor(record)) {
      found.push(['ACTIVE_RECORD_CHECK', 'still receives DNS queries', 'Wait until it receives none, or turn off the guardrail.']);
    }
    if (record.type === 'NS' && this.enabled.has('ACTIVE_DELEGATION_CHECK') && this.isAskedFor(record)) {
      found.push(['ACTIVE_DELEGATION_CHECK', 'still refers resolvers to its name servers', 'Wait until it does not, or turn off the guardrail.']);
    }
    return found;
  }

  private creation(zoneName: string, record: RecordSet, after: ZoneRecords): [Guardrail, string, string][] {
    if (record.type === 'NS' && record.values.some((value) => /\.awsdns-/i.test(value))) {
      throw new NotModelled('a delegation to name servers of Route 53 (NS_FORMAT_CHECK, NS_DELEGATION_AUTHORITY_CHECK)');
    }
    if (!this.enabled.has('NS_OCCLUSION_CHECK')) return [];
    const hides = (delegation: RecordSet, other: RecordSet) => delegation.type === 'NS' && delegation.name !== zoneName
      && isWithin(other.name, delegation.name) && recordKey(other) !== recordKey(delegation)
      && !(other.name === delegation.name && ['NS', 'DS'].includes(other.type));
    const standing = after.all();
    if (standing.some((other) => hides(other, record))) return [['NS_OCCLUSION_CHECK', 'would be hidden by a delegation', 'Put it into the delegated zone.']];
    if (standing.some((other) => hides(record, other))) return [['NS_OCCLUSION_CHECK', 'would hide records below it', 'Delete these records first.']];
    return [];
  }
}
