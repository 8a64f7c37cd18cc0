import { GroupView, Member, NodeEvent } from '../../src/reconciler/decide/group-view';

/** The node of this number in the group `testdns`. */
export function node(number: number): string {
  return `testdns-00${number}`;
}

export function address(number: number): string {
  return `${node(number)}.abc123.0001.euw1.cache.example`;
}

/** `p` is the primary, `r` a replica that serves; anything else is a replica of that kind. */
export type MemberSketch = 'p' | 'r' | Partial<Member>;

/** A group whose members are numbered from 1: `givenGroup(['p', 'r', { status: 'creating' }])`. */
export function givenGroup(members: readonly MemberSketch[], group: Partial<GroupView> = {}): GroupView {
  return { id: 'testdns', status: 'available', clusterMode: false, members: members.map(member), events: [], ...group };
}

function member(sketch: MemberSketch, index: number): Member {
  const role = sketch === 'p' ? 'primary' : 'replica';
  return { node: node(index + 1), role, address: address(index + 1), status: 'available', ...typeof sketch === 'string' ? {} : sketch };
}

export function logged(kind: NodeEvent['kind'], number: number, at: number): NodeEvent {
  return { node: node(number), kind, at };
}
