import { Best, bestAssignment, isLevel, moved, places, unevenness } from './best-assignment';
import { assign, Assignment } from '../../../src/reconciler/decide/assign';
import { plan } from '../../../src/reconciler/decide/plan';
import { standing, Standing } from '../../../src/reconciler/decide/serving';
import { WhenNoReplica } from '../../../src/reconciler/settings';
import { givenClaim } from '../given-claim';
import { givenGroup, MemberSketch } from '../given-group';
import { NOW, zoneOf } from '../pass/planned';

const lines: string[] = [];
afterAll(() => console.log(lines.join('\n')));

/** What a replica can be: serving, in doubt, down. */
const KINDS: readonly MemberSketch[] = ['r', { status: undefined }, { status: 'rebooting cache cluster nodes' }];
const WHEN_NO_REPLICA: readonly WhenNoReplica[] = ['PRIMARY', 'KEEP'];

test('no way to place the names is better: every group of up to four replicas, every assignment of up to four names', () => {
  let cases = 0;
  for (const group of groups(4)) {
    for (const names of assignments(group, 4)) {
      for (const whenNoReplica of WHEN_NO_REPLICA) {
        const assigned = assign(names, group, whenNoReplica);
        const given = { names, group, whenNoReplica, assigned };
        const wrong = wrongs(given);
        if (wrong !== undefined) expect(given).toBe(wrong);
        cases += 1;
      }
    }
  }
  lines.push(`${cases.toLocaleString('en')} assignments compared with every other way to place the names`);
  expect(cases).toBeGreaterThan(100_000);
}, 120_000);

test('no plan moves a name without need: every group of up to three replicas, every claim of up to three names', () => {
  let cases = 0;
  for (const members of sketches(3)) {
    const group = standing(givenGroup(members), givenClaim([]), NOW);
    for (const names of assignments(group, members.length - 1)) {
      if (names.some((name) => name.node === undefined || name.node === 'gone')) continue;
      const claim = givenClaim(names.map((name) => Number(name.node!.slice(-1))));
      const { moves } = plan(claim, group, zoneOf(claim).current('read'), NOW);
      const all = Array.from({ length: Math.max(1, members.length - 1) }, (_, index) => ({ ...names[index], standIn: false }));
      if (moves.length !== bestAssignment(all, group, 'PRIMARY').moves) expect({ members, claim, moves }).toBe('the fewest moves');
      cases += 1;
    }
  }
  lines.push(`${cases.toLocaleString('en')} plans compared`);
  expect(cases).toBeGreaterThan(2_000);
}, 120_000);

interface Assigned {
  readonly names: readonly Assignment[];
  readonly group: Standing;
  readonly whenNoReplica: WhenNoReplica;
  readonly assigned: readonly Assignment[];
}

function wrongs({ names, group, whenNoReplica, assigned }: Assigned): string | undefined {
  const before = names.map((name) => name.node);
  const after = assigned.map((name) => name.node);
  const { serving, doubtful, replicas } = group;
  const best = bestOf(names, group, whenNoReplica);
  if (after.some((at, index) => !places(before[index], group, whenNoReplica).includes(at!))) return 'on places that are allowed';
  if (!isLevel(names, after, group)) return 'level';
  if (moved(before, after) !== best.moves) return 'the fewest moves';
  if (unevenness(after, group) !== best.unevenness) return 'as even as so many moves can make it';
  const stays = ({ node: at, standIn }: Assignment) => at !== undefined && ((serving.includes(at) && !standIn) || doubtful.includes(at));
  if (serving.length < replicas.length && names.some((name, index) => stays(name) && after[index] !== name.node)) return 'sticky';
  return undefined;
}

const known = new Map<string, Best>();

/** The order of the names makes no difference to the best, so it is looked for once for all orders. */
function bestOf(names: readonly Assignment[], group: Standing, whenNoReplica: WhenNoReplica): Best {
  const sorted = [...names].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  const key = JSON.stringify([sorted, group.serving, group.doubtful, group.replicas, whenNoReplica]);
  const best = known.get(key) ?? bestAssignment(sorted, group, whenNoReplica);
  known.set(key, best);
  return best;
}

/** Every group of a primary and up to so many replicas. */
function sketches(most: number): MemberSketch[][] {
  const withOneLess = most === 0 ? [] : sketches(most - 1);
  return most === 0 ? [['p']] : [...withOneLess, ...withOneLess.filter(({ length }) => length === most).flatMap((group) => KINDS.map((kind) => [...group, kind]))];
}

function groups(most: number): Standing[] {
  return sketches(most).map((members) => standing(givenGroup(members), givenClaim([]), NOW));
}

/** Every way in which up to so many names can be: on each replica, on the primary, on a node that is gone, new; the last of them a stand-in or not. */
function* assignments(group: Standing, most: number): Generator<Assignment[]> {
  if (most === 0) {
    yield [];
  } else {
    for (const fewer of assignments(group, most - 1)) {
      yield fewer;
      if (fewer.length < most - 1) continue;
      for (const at of [...group.replicas, group.primary, 'gone', undefined]) yield [...fewer, { node: at, standIn: fewer.length % 2 === 1 }];
    }
  }
}
