import { Claim, ELSEWHERE, Endpoint, FoundRecord } from '../decide/claim';
import { GroupView } from '../decide/group-view';
import { RecordSet } from '../decide/record';
import { regionOf } from '../decide/region-of';
import { isWritten, NEVER_WRITTEN, written } from '../decide/written';
import { endpointName, MOST_REPLICAS, plainName } from '../names';

/**
 * A new claim with what stands under its names already.
 *
 * | record                                                     | adoptExisting       | a returning claim's | a retained claim's   |
 * |------------------------------------------------------------|---------------------|---------------------|----------------------|
 * | simple CNAME to a node of the group, or to one that it had | adopted             | its own             | adopted              |
 * | as the retained claim wrote it                             |                     |                     | adopted              |
 * | none                                                       | the name is new     | the name is new     | the name is new      |
 * | anything else                                              | contested           | contested           | contested            |
 *
 * What is adopted is put back when the last holder goes. A claim returns when somebody deleted it: its names were its own.
 */
export function adopting(claim: Claim, how: 'adopted' | 'returning', view: GroupView, at: (name: string) => readonly RecordSet[], zone: string): Claim {
  const most = Math.max(claim.endpointCount ?? MOST_REPLICAS, claim.endpoints.length);
  const endpoints: Endpoint[] = [];
  const found: FoundRecord[] = [];
  for (let number = 1; number <= most; number += 1) {
    const [record, ...more] = at(endpointName(claim.prefix, number, zone));
    const before = claim.endpoints[number - 1] as Endpoint | undefined;
    const isPlain = record !== undefined && more.length === 0 && record.simple && record.type === 'CNAME' && /^[\w.-]+$/.test(record.values[0] ?? '');
    const retained = before && isWritten(record, before.written) ? before.node : undefined;
    const node = isPlain ? nodeAt(record.values[0], view) ?? retained : undefined;
    if (node !== undefined) found.push({ number, target: record.values[0], ttl: record.ttl! });
    endpoints.push({ node: node ?? ELSEWHERE, written: node === undefined ? NEVER_WRITTEN : written(record), standIn: false });
  }
  const isRetained = claim.endpoints.length > 0;
  const adopted = how === 'adopted' && (found.length > 0 || isRetained) ? { retained: isRetained, found } : undefined;
  return { ...claim, endpoints: endpoints.slice(0, found.at(-1)?.number ?? 0), adopted };
}

/**
 * The node that an address is, or was, the address of. ElastiCache calls the nodes of a group by its id and a number, and ends their addresses alike in a Region.
 */
export function nodeAt(target: string, { id, members }: GroupView): string | undefined {
  const address = plainName(target);
  const member = members.find((each) => each.address === address);
  if (member) return member.node;
  const [gone] = new RegExp(`^${id}-\\d{3}(?=\\.)`).exec(address) ?? [];
  return gone !== undefined && members.some((each) => each.address !== undefined && regionOf(each.address) === regionOf(address)) ? gone : undefined;
}
