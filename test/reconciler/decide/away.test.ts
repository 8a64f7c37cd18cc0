import { Memory } from '../../../src/reconciler/decide/away';
import { GroupView } from '../../../src/reconciler/decide/group-view';
import { Standing, standing } from '../../../src/reconciler/decide/serving';
import { givenGroup, logged, node } from '../given-group';

const NOW = 1_700_000_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a node that was the primary', () => {
  const promoted = givenGroup(['r', 'p', 'r']);
  const demoted = (at: number, byHand?: true) => ({ demotions: [{ node: node(1), at, ...byHand && { byHand } }] });

  test('holds no name from the first pass that sees another primary', () => {
    const group = standing(promoted, memory({ primary: node(1) }), NOW);

    expect(group.serving).toEqual([node(3)]);
    expect(group.down).toEqual(new Map([[node(1), 'was the primary and is not known to be back']]));
    expect(group.demotions).toEqual([{ node: node(1), at: NOW }]);
  });

  test('holds no name when only the event log tells', () => {
    const group = standing({ ...promoted, events: [logged('demoted', 1, NOW - 20)] }, memory({}), NOW);

    expect(group.serving).toEqual([node(3)]);
    expect(group.demotions).toEqual([{ node: node(1), at: NOW - 20 }]);
  });

  test('is believed when nothing was logged of it for four days', () => {
    expect(later(promoted, demoted(NOW), 4 * DAY - 1).serving).toEqual([node(3)]);
    expect(later(promoted, demoted(NOW), 4 * DAY)).toMatchObject({ serving: [node(1), node(3)], demotions: [] });
  });

  test('is recovering, and no more just demoted, once that is logged', () => {
    const recovering = { ...promoted, events: [logged('demoted', 1, NOW), logged('recovering', 1, NOW + 80)] };
    const group = later(recovering, demoted(NOW), 9 * MINUTE);

    expect(group.down).toEqual(new Map([[node(1), 'is recovering']]));
    expect(group).toMatchObject({ demotions: [], recoveries: [{ node: node(1), at: NOW + 80 }] });
  });

  test.each(['recovered', 'restarted'] as const)('is back when it has %s', (kind) => {
    const events = [logged('demoted', 1, NOW), logged(kind, 1, NOW + 9 * MINUTE)];

    expect(later({ ...promoted, events }, demoted(NOW), 9 * MINUTE)).toMatchObject({ serving: [node(1), node(3)], demotions: [], recoveries: [] });
  });

  test('is not back by a recovery that was finished before, or by a restart', () => {
    const events = [logged('recovering', 1, NOW - 700), logged('recovered', 1, NOW - 60), logged('restarted', 1, NOW - 50)];

    expect(later({ ...promoted, events }, demoted(NOW), 10).serving).toEqual([node(3)]);
  });

  test('and is the primary again has no demotion left', () => {
    expect(standing(givenGroup(['p', 'r', 'r']), memory({ primary: node(2), ...demoted(NOW - 10) }), NOW).demotions).toEqual([{ node: node(2), at: NOW }]);
  });

  test('and left the group has no demotion left', () => {
    expect(standing(givenGroup([{ node: node(2), role: 'primary' }, { node: node(3) }]), memory({ primary: node(1) }), NOW).demotions).toEqual([]);
  });

  test('and left the group, whose id was used again, is another', () => {
    const again = givenGroup([{ createdAt: NOW - 5 }, 'p', 'r']);

    expect(standing(again, memory({ primary: node(2), ...demoted(NOW - 6) }), NOW)).toMatchObject({ serving: [node(1), node(3)], demotions: [] });
    expect(standing(again, memory({ primary: node(2), ...demoted(NOW - 5) }), NOW).serving).toEqual([node(3)]);
  });

  test('was demoted when the log says, not when it was seen', () => {
    const events = [logged('demoted', 1, NOW - 100), logged('demoted', 1, NOW - 40), logged('promoted', 1, NOW - 60)];
    const { demotions } = standing({ ...promoted, events }, memory({ primary: node(2), ...demoted(NOW - 30) }), NOW);

    expect(demotions).toEqual([{ node: node(1), at: NOW - 40 }]);
  });

  test('was demoted when it was first seen, while the log tells of an earlier role of it, or of none', () => {
    expect(standing(promoted, memory({ primary: node(2), ...demoted(NOW - 30) }), NOW).demotions).toEqual([{ node: node(1), at: NOW - 30 }]);
    const events = [logged('demoted', 1, NOW - 100), logged('promoted', 1, NOW - 60)];

    expect(standing({ ...promoted, events }, memory({ primary: node(1) }), NOW).demotions).toEqual([{ node: node(1), at: NOW }]);
  });

  describe('of a promotion by hand', () => {
    const byHand = { ...promoted, promotedByHand: true };

    test('was never away when no recovery began within three minutes', () => {
      const seenFirst = standing(byHand, memory({ primary: node(1) }), NOW);

      expect(seenFirst).toMatchObject({ serving: [node(3)], demotions: [{ node: node(1), at: NOW, byHand: true }] });
      expect(later(byHand, seenFirst, 3 * MINUTE - 1).serving).toEqual([node(3)]);
      expect(later(byHand, seenFirst, 3 * MINUTE).serving).toEqual([node(1), node(3)]);
    });

    test('is not taken for one that failed when automatic failover is enabled again', () => {
      const events = [logged('demoted', 1, NOW - 1)];

      expect(later({ ...promoted, events }, demoted(NOW, true), 10 * MINUTE).serving).toEqual([node(1), node(3)]);
    });

    test('is away when it fails over later, as the log tells', () => {
      const events = [logged('demoted', 1, NOW + HOUR)];

      expect(later({ ...promoted, events }, demoted(NOW, true), HOUR + 5).serving).toEqual([node(3)]);
    });
  });
});

describe('an open recovery', () => {
  const group = givenGroup(['p', 'r', 'r']);
  const since = (at: number) => ({ recoveries: [{ node: node(2), at }] });

  test('is remembered when the log no longer shows that it began', () => {
    expect(later(group, since(NOW), 3 * DAY)).toMatchObject({ serving: [node(3)], down: new Map([[node(2), 'is recovering']]), ...since(NOW) });
  });

  test('ends when the log says so, in the same second or later', () => {
    expect(later({ ...group, events: [logged('recovered', 2, NOW)] }, since(NOW), 60)).toMatchObject({ serving: [node(2), node(3)], recoveries: [] });
    expect(later({ ...group, events: [logged('recovered', 2, NOW - 1)] }, since(NOW), 60).serving).toEqual([node(3)]);
  });

  test('ends when the node was promoted', () => {
    expect(later({ ...group, events: [logged('promoted', 2, NOW + 5)] }, since(NOW), 60).recoveries).toEqual([]);
  });

  test('does not end by a restart: a replacement is started, too', () => {
    expect(later({ ...group, events: [logged('restarted', 2, NOW + 5)] }, since(NOW), 60).serving).toEqual([node(3)]);
  });

  test('is that of another node when the id was used again', () => {
    expect(later(givenGroup(['p', { createdAt: NOW + 1 }, 'r']), since(NOW), 60)).toMatchObject({ serving: [node(2), node(3)], recoveries: [] });
  });

  test('of a node that left the group is forgotten', () => {
    expect(later(givenGroup(['p']), since(NOW), 60).recoveries).toEqual([]);
  });

  test('is believed over after the fourteen days for which events are kept', () => {
    expect(later(group, since(NOW), 14 * DAY - 1).serving).toEqual([node(3)]);
    expect(later(group, since(NOW), 14 * DAY)).toMatchObject({ serving: [node(2), node(3)], recoveries: [] });
  });
});

function memory(remembered: Partial<Memory>): Memory {
  return { demotions: [], recoveries: [], endpoints: [], ...remembered };
}

function later(group: GroupView, remembered: Partial<Memory>, seconds: number): Standing {
  const { demotions = [], recoveries = [] } = remembered;
  return standing(group, memory({ primary: group.members.find(({ role }) => role === 'primary')?.node, demotions, recoveries }), NOW + seconds);
}
