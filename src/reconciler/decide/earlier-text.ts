import { EarlierHolder } from './claim';
import { matched } from './word';

/** An earlier holder as an item of the claim's word `h`: what the claim's own words say of the newest, in their order, between semicolons. */
export function earlierText(earlier: EarlierHolder): string {
  const { reconciler, stack, place, instance, resource, since, keep, group, ttl, endpointCount = '', whenNoReplica, topic = '', names } = earlier;
  return [reconciler, stack, place, instance, resource, since, keep ? 'k' : '', group, ttl, endpointCount, whenNoReplica === 'KEEP' ? 'K' : 'P', topic, names].join(';');
}

/** @throws Error when it is not as this version writes it */
export function parseEarlier(item: string): EarlierHolder {
  const form = /^([0-9a-f]{8});([^;,]+\/[0-9a-f]{8});([0-9a-f]{8});([0-9a-z]+);([0-9a-f]{8});(\d{1,10});(k?);([a-z][a-z0-9-]*);(\d{1,10});(\d{0,2});([PK]);((?:[0-9a-f]{8})?);(\d{1,2})$/;
  const [, reconciler, stack, place, instance, resource, since, keep, group, ttl, count, whenNoReplica, topic, names] = matched('h', item, form);
  return {
    reconciler,
    stack,
    place,
    instance,
    resource,
    since: Number(since),
    keep: keep === 'k',
    group,
    ttl: Number(ttl),
    endpointCount: count === '' ? undefined : Number(count),
    whenNoReplica: whenNoReplica === 'K' ? 'KEEP' : 'PRIMARY',
    topic: topic === '' ? undefined : topic,
    names: Number(names),
  };
}
