import { GroupView } from '../../src/reconciler/decide/group-view';
import { givenGroup, MemberSketch } from '../reconciler/given-group';

/** Views of a group of one primary and two replicas, one after the other. */
function history(...views: readonly (readonly MemberSketch[])[]): GroupView[] {
  return views.map((members) => givenGroup(members));
}

export const QUIET = history(['p', 'r', 'r']);
export const FAILOVER = history(['p', 'r', 'r'], ['r', 'p', 'r']);
export const THERE_AND_BACK = history(['p', 'r', 'r'], ['r', 'p', 'r'], ['p', 'r', 'r']);
/** The old primary is still called one when the new one is. */
export const TWO_PRIMARIES_MEANWHILE = history(['p', 'r', 'r'], ['p', 'p', 'r'], ['r', 'p', 'r']);
export const REPLICA_LEAVES = history(['p', 'r', 'r', 'r'], ['p', 'r', 'r']);
export const REPLICA_JOINS = history(['p', 'r'], ['p', 'r', { status: 'creating', address: undefined }], ['p', 'r', 'r']);
export const FAILOVER_WHILE_A_REPLICA_LEAVES = history(['p', 'r', 'r', 'r'], ['r', 'p', 'r']);
export const REBOOT = history(['p', 'r', 'r'], ['p', { status: 'rebooting cache cluster nodes' }, 'r'], ['p', 'r', 'r']);
