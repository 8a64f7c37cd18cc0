import fc from 'fast-check';
import { Lost, NodeEvent } from '../../../src/reconciler/decide/group-view';
import { MemberSketch, node } from '../given-group';

/** What a pass meets: the group as ElastiCache answers, and what somebody did to the zone just before. */
export interface Scene {
  /** Seconds since the history began. */
  readonly at: number;
  readonly status: string;
  readonly members: readonly MemberSketch[];
  readonly events: readonly NodeEvent[];
  readonly promotedByHand?: boolean;
  readonly lost?: Lost;
  /** Somebody led the name elsewhere, or deleted its record. */
  readonly meddled?: { readonly name: string; readonly target?: string };
}

/** Histories of a group of up to six members, most of it healthy, some of it not, now and then in doubt. */
export function scenes(): fc.Arbitrary<Scene[]> {
  const scene = fc.record({
    after: fc.constantFrom(1, 30, 60, 90, 600),
    status: fc.constantFrom('available', 'available', 'available', 'modifying', 'creating'),
    primary: fc.constantFrom(1, 1, 2, 3, 9),
    kinds: fc.array(kinds(), { minLength: 1, maxLength: 6 }),
    events: fc.array(fc.record<NodeEvent>({
      node: fc.constantFrom(node(1), node(2), node(3)),
      kind: fc.constantFrom('recovering' as const, 'recovered' as const, 'demoted' as const, 'promoted' as const, 'restarted' as const),
      at: fc.integer({ min: 0, max: 600 }),
    }), { maxLength: 2 }),
    promotedByHand: fc.constantFrom(undefined, undefined, true as const),
    lost: fc.option(lost(), { nil: undefined, freq: 5 }),
    meddled: fc.option(fc.record({
      name: fc.constantFrom('read1.db.example', 'read2.db.example', 'read3.db.example'),
      target: fc.option(fc.constant('foreign.example'), { nil: undefined }),
    }), { nil: undefined, freq: 5 }),
  });
  return fc.array(scene, { minLength: 1, maxLength: 8 }).map((steps) => {
    let at = 0;
    return steps.map(({ after, primary, kinds: members, ...rest }) => {
      at += after;
      const shown = members.map((member, index) => (index + 1 === primary ? 'p' : member));
      return { ...rest, at, events: rest.lost?.events ? [] : rest.events, members: rest.lost?.statuses ? shown.map(withoutStatus) : shown };
    });
  });
}

/** What could not be read. */
function lost(): fc.Arbitrary<Lost> {
  const error = new Error('no');
  return fc.constantFrom<Lost>({ events: error }, { statuses: error }, { events: error, statuses: error });
}

function kinds(): fc.Arbitrary<MemberSketch> {
  return fc.constantFrom<MemberSketch>('r', 'r', 'r', 'r', { status: 'rebooting' }, { status: 'creating', address: undefined }, { status: undefined }, { role: undefined });
}

function withoutStatus(sketch: MemberSketch): MemberSketch {
  return { ...sketch === 'p' ? { role: 'primary' } : sketch === 'r' ? {} : sketch, status: undefined };
}
