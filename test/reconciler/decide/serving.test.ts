import { Memory } from '../../../src/reconciler/decide/away';
import { GroupView, Lost } from '../../../src/reconciler/decide/group-view';
import { Standing, standing } from '../../../src/reconciler/decide/serving';
import { givenEndpoint } from '../given-claim';
import { address, givenGroup, logged, MemberSketch, node } from '../given-group';

const NOW = 1_700_000_000;

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

  test('and what was remembered is kept', () => {
    const remembered = { demotions: [{ node: node(2), at: NOW - 10 }], recoveries: [{ node: node(1), at: NOW - 20 }] };

    expect(standing(givenGroup(['r', 'r']), memory(remembered), NOW)).toEqual({
      doubt: 'testdns shows 0 primaries among 2 members',
      replicas: [],
      serving: [],
      doubtful: [],
      down: new Map(),
      addresses: new Map(),
      steady: false,
      lost: [],
      ...remembered,
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

  const elsewhere = ['creating', 'deleting', 'deleted', 'rebooting', 'rebooting cluster nodes', 'incompatible-network', 'restore-failed'];

  test.each(elsewhere)('that is %s does not serve', (status) => {
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

describe('a source that could not be read takes away only what it alone could tell', () => {
  const on = { endpoints: [givenEndpoint(2)] };
  const NO = new Error('no');

  test.each<[string, Lost, string]>([
    ['the event log', { events: NO }, 'the event log of testdns could not be read: Error: no'],
    ['the statuses', { statuses: NO }, 'the statuses of the nodes of testdns could not be read: Error: no'],
  ])('%s: a replica that holds names keeps and gets them, another one gets none', (_, lost, told) => {
    const group = standing(givenGroup(['p', 'r', 'r'], { lost }), memory(on), NOW);

    expect(group).toMatchObject({ lost: [told], serving: [node(2)], doubtful: [node(3)] });
  });

  test.each<[string, Lost, MemberSketch, Partial<Memory>]>([
    ['is rebooting', { events: NO }, { status: 'rebooting cluster nodes' }, {}],
    ['has no endpoint', { events: NO }, { address: undefined }, {}],
    ['is recovering', { events: NO }, 'r', { recoveries: [{ node: node(2), at: NOW - 60 }] }],
    ['is recovering', { statuses: NO }, { status: undefined }, { recoveries: [{ node: node(2), at: NOW - 60 }] }],
    ['was the primary', { events: NO }, 'r', { primary: node(2) }],
  ])('a node that %s is down: %j', (_, lost, sketch, remembered) => {
    expect(standing(givenGroup(['p', sketch, 'r'], { lost }), memory({ ...on, ...remembered }), NOW).down.has(node(2))).toBe(true);
  });

  test('the primary is the primary', () => {
    const blind = givenGroup(['r', 'p', 'r'], { lost: { events: NO, statuses: NO } });

    expect(standing(blind, memory({ ...on, primary: node(1) }), NOW)).toMatchObject({ primary: node(2), serving: [] });
  });
});

function memory(remembered: Partial<Memory>): Memory {
  return { demotions: [], recoveries: [], endpoints: [], ...remembered };
}

function seen(group: GroupView): Standing {
  return standing(group, memory({ primary: group.members.find(({ role }) => role === 'primary')?.node }), NOW);
}

function kindOf(number: number, group: GroupView): string | undefined {
  const { serving, doubtful, down } = seen(group);
  const kinds = [...serving.includes(node(number)) ? ['serving'] : [], ...doubtful.includes(node(number)) ? ['doubtful'] : [], ...down.has(node(number)) ? [down.get(node(number))] : []];
  expect(kinds).toHaveLength(1);
  return kinds[0];
}
