import { GroupState, NodeState } from './group-state';
import { World } from './world';

/** A node of the group that serves; it gets the Availability Zone that has the fewest. */
export function newNode(world: World, { id: groupId, tls, nodes }: Pick<GroupState, 'id' | 'tls' | 'nodes'>, id: string, role: 'primary' | 'replica'): NodeState {
  const inZone = (zone: string) => nodes.filter(({ availabilityZone }) => availabilityZone === zone).length;
  const [zone] = ['a', 'b', 'c'].map((letter) => `${world.region}${letter}`).sort((a, b) => inZone(a) - inZone(b));
  return {
    id,
    role,
    status: 'available',
    address: world.names.node(groupId, id, tls),
    ip: world.newIp(),
    port: 6379,
    alive: true,
    availabilityZone: zone,
    createdAt: world.clock.now(),
  };
}
