import { Demotion } from '../../../src/reconciler/decide/claim';
import { GroupView } from '../../../src/reconciler/decide/group-view';
import { Standing, standing } from '../../../src/reconciler/decide/serving';
import { address, givenGroup, logged, node } from '../given-group';

const NOW = 1_700_000_000;
const MINUTE = 60;

describe('a group in doubt: nothing is written', () => {
  test.each(['creating', 'deleting', 'create-failed', 'unknown'])('while it is %s', (status) => {
    expect(seen(givenGroup(['p', 'r'], { status })).doubt).toBe(`testdns is ${status}`);
  });

  test('in cluster mode', () => {
    expect(seen(givenGroup(['p', 'r'], { clusterMode: true })).doubt).toBe('testdns has cluster mode enabled');
  });

  test('without a primary', () => {
    expect(seen(givenGroup(['r', 'r'])).doubt).toBe('testdns shows 0 primaries among 2 members');
  });

  test('with two primaries', () => {
    expect(seen(givenGroup(['p', 'p', 'r'])).doubt).toBe('testdns shows 2 primaries among 3 members');
  });

  test('without members', () => {
    expect(seen(givenGroup([])).doubt).toBe('testdns shows 0 primaries among 0 members');
  });

  test('and what was remembered of demotions is kept', () => {
    const remembered = [{ node: node(2), at: NOW - 10 }];

    expect(standing(givenGroup(['r', 'r']), node(1), remembered, NOW)).toEqual({
      doubt: 'testdns shows 0 primaries among 2 members',
      replicas: [],
      serving: [],
      doubtful: [],
      down: new Map(),
      addresses: new Map(),
      steady: false,
      demotions: remembered,
    });
  });
});

describe('a node', () => {
  test('that is the primary holds no name', () => {
    const group = seen(givenGroup(['p', 'r', 'r']));

    expect(group.primary).toBe(node(1));
    expect(group.replicas).toEqual([node(2), node(3)]);
    expect(group.serving).toEqual([node(2), node(3)]);
  });

  test.each(['available', 'modifying', 'snapshotting'])('that is a replica, has an endpoint and is %s serves', (status) => {
    expect(kindOf(2, givenGroup(['p', { status }]))).toBe('serving');
  });

  test.each(['creating', 'deleting', 'deleted', 'rebooting', 'rebooting cluster nodes', 'incompatible-network', 'restore-failed'])('that is %s does not serve', (status) => {
    expect(kindOf(2, givenGroup(['p', { status }]))).toBe(`is ${status}`);
  });

  test('without an endpoint does not serve', () => {
    expect(kindOf(2, givenGroup(['p', { address: undefined }]))).toBe('has no endpoint');
  });

  test('with an open recovery does not serve', () => {
    expect(kindOf(2, givenGroup(['p', 'r'], { events: [logged('recovering', 2, NOW - 600)] }))).toBe('is recovering');
  });

  test('serves again when its last recovery is finished', () => {
    const events = [logged('recovering', 2, NOW - 600), logged('recovered', 2, NOW - 10)];

    expect(kindOf(2, givenGroup(['p', 'r'], { events }))).toBe('serving');
    expect(kindOf(2, givenGroup(['p', 'r'], { events: events.reverse() }))).toBe('serving');
  });

  test('that recovers once more does not serve', () => {
    const events = [logged('recovering', 2, NOW - 600), logged('recovered', 2, NOW - 300), logged('recovering', 2, NOW - 10)];

    expect(kindOf(2, givenGroup(['p', 'r'], { events }))).toBe('is recovering');
  });

  test('without a role is doubtful', () => {
    expect(kindOf(2, givenGroup(['p', { role: undefined }]))).toBe('doubtful');
    expect(kindOf(2, givenGroup(['p', { role: undefined, address: undefined }]))).toBe('doubtful');
    expect(kindOf(2, givenGroup(['p', { role: 'observer' }]))).toBe('doubtful');
  });

  test('that is not listed by DescribeCacheClusters is doubtful', () => {
    expect(kindOf(2, givenGroup(['p', { status: undefined }]))).toBe('doubtful');
  });

  test('without a role that is being deleted does not serve', () => {
    expect(kindOf(2, givenGroup(['p', { role: undefined, status: 'deleting' }]))).toBe('is deleting');
  });
});

test('names may be removed only while the group is available', () => {
  expect(seen(givenGroup(['p', 'r'])).steady).toBe(true);
  expect(seen(givenGroup(['p', 'r'], { status: 'modifying' })).steady).toBe(false);
  expect(seen(givenGroup(['p', 'r'], { status: 'snapshotting' })).steady).toBe(false);
});

test('addresses are those of all members that have one, the primary among them', () => {
  expect(seen(givenGroup(['p', { address: undefined }, 'r'])).addresses).toEqual(new Map([[node(1), address(1)], [node(3), address(3)]]));
});

test('nodes are in the order of their ids, however ElastiCache lists them', () => {
  const group = givenGroup(['p', 'r', 'r', { status: undefined }, { status: undefined }]);
  const { replicas, serving, doubtful } = seen({ ...group, members: [...group.members].reverse() });

  expect({ replicas, serving, doubtful }).toEqual({ replicas: [2, 3, 4, 5].map(node), serving: [node(2), node(3)], doubtful: [node(4), node(5)] });
});

describe('a node that was the primary', () => {
  const promoted = givenGroup(['r', 'p', 'r']);

  test('holds no name from the first pass that sees another primary', () => {
    const group = standing(promoted, node(1), [], NOW);

    expect(group.serving).toEqual([node(3)]);
    expect(group.down).toEqual(new Map([[node(1), 'was the primary until just now']]));
    expect(group.demotions).toEqual([{ node: node(1), at: NOW }]);
  });

  test('holds no name when only the event log tells', () => {
    const group = standing({ ...promoted, events: [logged('demoted', 1, NOW - 20)] }, undefined, [], NOW);

    expect(group.serving).toEqual([node(3)]);
    expect(group.demotions).toEqual([{ node: node(1), at: NOW - 20 }]);
  });

  test('was never away when no recovery began within three minutes', () => {
    const demotions = [{ node: node(1), at: NOW }];

    expect(later(promoted, demotions, 3 * MINUTE - 1).serving).toEqual([node(3)]);
    expect(later(promoted, demotions, 3 * MINUTE)).toMatchObject({ serving: [node(1), node(3)], demotions: [] });
  });

  test('is recovering, not just demoted, once that is logged', () => {
    const recovering = { ...promoted, events: [logged('demoted', 1, NOW), logged('recovering', 1, NOW + 80)] };
    const group = later(recovering, [{ node: node(1), at: NOW }], 9 * MINUTE);

    expect(group.down).toEqual(new Map([[node(1), 'is recovering']]));
    expect(group.demotions).toEqual([{ node: node(1), at: NOW }]);
  });

  test('is back when its recovery is finished', () => {
    const events = [logged('demoted', 1, NOW), logged('recovering', 1, NOW + 80), logged('recovered', 1, NOW + 9 * MINUTE)];

    expect(later({ ...promoted, events }, [{ node: node(1), at: NOW }], 9 * MINUTE)).toMatchObject({ serving: [node(1), node(3)], demotions: [] });
  });

  test('is not back by a recovery that was finished before', () => {
    const events = [logged('recovering', 1, NOW - 700), logged('recovered', 1, NOW - 60)];

    expect(later({ ...promoted, events }, [{ node: node(1), at: NOW }], 10).serving).toEqual([node(3)]);
  });

  test('is forgotten after fifteen minutes, but not if it still recovers', () => {
    const recovering = { ...promoted, events: [logged('recovering', 1, NOW + 80)] };
    const demotions = [{ node: node(1), at: NOW }];

    expect(later(recovering, demotions, 15 * MINUTE - 1).demotions).toEqual(demotions);
    expect(later(recovering, demotions, 15 * MINUTE)).toMatchObject({ serving: [node(3)], down: new Map([[node(1), 'is recovering']]), demotions: [] });
  });

  test('and is the primary again has no demotion left', () => {
    expect(standing(givenGroup(['p', 'r', 'r']), node(2), [{ node: node(1), at: NOW - 10 }], NOW).demotions).toEqual([{ node: node(2), at: NOW }]);
  });

  test('and left the group has no demotion left', () => {
    expect(standing(givenGroup([{ node: node(2), role: 'primary' }, { node: node(3) }]), node(1), [], NOW).demotions).toEqual([]);
  });

  test('counts from the latest of what the log, the claim and the roles say', () => {
    const group = { ...promoted, events: [logged('demoted', 1, NOW - 100), logged('demoted', 1, NOW - 40), logged('demoted', 3, NOW - 90)] };

    expect(standing(group, node(2), [{ node: node(1), at: NOW - 70 }, { node: node(3), at: NOW - 30 }], NOW).demotions)
      .toEqual([{ node: node(1), at: NOW - 40 }, { node: node(3), at: NOW - 30 }]);
    expect(standing({ ...promoted, events: [logged('demoted', 1, NOW + 2)] }, node(1), [], NOW).demotions).toEqual([{ node: node(1), at: NOW + 2 }]);
  });
});

function seen(group: GroupView): Standing {
  return standing(group, group.members.find(({ role }) => role === 'primary')?.node, [], NOW);
}

function later(group: GroupView, demotions: readonly Demotion[], seconds: number): Standing {
  return standing(group, group.members.find(({ role }) => role === 'primary')?.node, demotions, NOW + seconds);
}

function kindOf(number: number, group: GroupView): string | undefined {
  const { serving, doubtful, down } = seen(group);
  const kinds = [...serving.includes(node(number)) ? ['serving'] : [], ...doubtful.includes(node(number)) ? ['doubtful'] : [], ...down.has(node(number)) ? [down.get(node(number))] : []];
  expect(kinds).toHaveLength(1);
  return kinds[0];
}
