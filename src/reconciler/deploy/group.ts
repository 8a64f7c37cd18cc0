import { Refusal } from './patience';
import { GroupView } from '../decide/group-view';
import { DeployWorld } from '../world';

/** @throws Refusal when there is no such group, or it has no endpoints per replica */
export async function groupOf(world: DeployWorld, id: string): Promise<GroupView> {
  // nobody has looked at it before: what was logged long ago counts, too.
  const view = (await world.groups.reading(() => true).read([id])).get(id);
  if (view instanceof Error) throw view;
  if (view === undefined) throw new Refusal(`replication group ${id} was not found in this account and Region`);
  if (view.clusterMode) throw new Refusal(`replication group ${id} has cluster mode enabled: only cluster mode disabled has endpoints per replica`);
  const lost = view.lost?.events ?? view.lost?.statuses;
  if (lost !== undefined) throw lost;
  return view;
}

/** Where its nodes are, as far as that can be told now. */
export async function addressesIn(world: DeployWorld, id: string): Promise<readonly string[]> {
  return groupOf(world, id).then(addressesOf, () => []);
}

export function addressesOf({ members }: GroupView): string[] {
  return members.flatMap(({ address }) => address ?? []);
}
