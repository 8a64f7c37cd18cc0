import fc from 'fast-check';
import { loads } from './best-assignment';
import { assign, Assignment } from '../../../src/reconciler/decide/assign';
import { Standing } from '../../../src/reconciler/decide/serving';

describe('a name whose node', () => {
  test('serves stays', () => {
    expect(assign([on('b'), on('a')], group({ serving: ['a', 'b'] }), 'PRIMARY')).toEqual([on('b'), on('a')]);
  });

  test('is in doubt stays, and no other name joins it', () => {
    expect(assign([on('a'), on('b'), on('down')], group({ serving: ['b'], doubtful: ['a'], down: ['down'] }), 'PRIMARY'))
      .toEqual([on('a'), on('b'), standIn('b')]);
  });

  test('is in doubt stays when nobody serves', () => {
    expect(assign([on('a'), on('b')], group({ serving: [], doubtful: ['a'], down: ['b'] }), 'PRIMARY')).toEqual([on('a'), standIn('primary')]);
  });

  test('does not serve stands in on the replica with the fewest names', () => {
    expect(assign([on('a'), on('a'), on('b'), on('down')], group({ serving: ['a', 'b'], down: ['down'] }), 'PRIMARY'))
      .toEqual([on('a'), on('a'), on('b'), standIn('b')]);
  });

  test('does not serve stands in on the lowest of several with as few names', () => {
    expect(assign([on('down')], group({ serving: ['a', 'b'], down: ['down'] }), 'PRIMARY')).toEqual([standIn('a')]);
  });

  test('is the primary now stands in on a replica', () => {
    expect(assign([on('primary'), on('a')], group({ serving: ['a'], down: ['b'] }), 'PRIMARY')).toEqual([standIn('a'), on('a')]);
  });

  test('does not serve goes to the primary when no replica serves', () => {
    expect(assign([on('a'), on('b')], group({ serving: [], down: ['a', 'b'] }), 'PRIMARY')).toEqual([standIn('primary'), standIn('primary')]);
  });

  test('does not serve stays when no replica serves and names are kept', () => {
    expect(assign([on('a'), on('primary')], group({ serving: [], down: ['a'] }), 'KEEP')).toEqual([on('a'), on('primary')]);
  });

  test('does not serve leaves it even if names are kept, as soon as a replica serves', () => {
    expect(assign([on('a'), on('primary')], group({ serving: ['b'], down: ['a'] }), 'KEEP')).toEqual([standIn('b'), standIn('b')]);
  });
});

describe('a name without a node', () => {
  test('goes to the replica with the fewest names', () => {
    expect(assign([on('a'), fresh], group({ serving: ['a', 'b'] }), 'PRIMARY')).toEqual([on('a'), on('b')]);
  });

  test.each(['PRIMARY', 'KEEP'] as const)('goes to the primary while no replica serves (%s)', (whenNoReplica) => {
    expect(assign([fresh], group({ serving: [], down: ['a'] }), whenNoReplica)).toEqual([standIn('primary')]);
  });
});

describe('when every listed replica serves', () => {
  test('a stand-in moves on before a name of longer standing', () => {
    expect(assign([standIn('b'), on('b')], group({ serving: ['a', 'b'] }), 'PRIMARY')).toEqual([on('a'), on('b')]);
  });

  test('the highest number moves when none is a stand-in', () => {
    expect(assign([on('a'), on('a'), on('a')], group({ serving: ['a', 'b'] }), 'PRIMARY')).toEqual([on('a'), on('a'), on('b')]);
  });

  test('a difference of one name is level', () => {
    expect(assign([on('a'), on('a'), on('b')], group({ serving: ['a', 'b'] }), 'PRIMARY')).toEqual([on('a'), on('a'), on('b')]);
  });
});

test('a name that is no stand-in does not level out while a listed replica does not serve, or is in doubt', () => {
  const names = [on('a'), on('a'), on('a')];

  expect(assign(names, group({ serving: ['a', 'b'], down: ['c'] }), 'PRIMARY')).toEqual(names);
  expect(assign(names, group({ serving: ['a', 'b'], doubtful: ['c'] }), 'PRIMARY')).toEqual(names);
});

describe('while a listed replica does not serve, or is in doubt', () => {
  const added = [group({ serving: ['a', 'new'], down: ['c'] }), group({ serving: ['a', 'new'], doubtful: ['c'] })];

  test.each(added)('a stand-in levels out to a replica that was added, and remains one', (grown) => {
    expect(assign([on('a'), standIn('a')], grown, 'PRIMARY')).toEqual([on('a'), standIn('new')]);
  });

  test.each(added)('a stand-in does not move for a difference of one name', (grown) => {
    expect(assign([standIn('a')], grown, 'PRIMARY')).toEqual([standIn('a')]);
  });

  test.each(added)('stand-ins move from the replica with the most names, even if another that has none has more', (grown) => {
    const four = { ...grown, serving: ['a', 'b', 'new'], replicas: [...grown.replicas, 'b'].sort() };

    expect(assign([on('b'), on('b'), on('b'), on('a'), standIn('a')], four, 'PRIMARY')).toEqual([on('b'), on('b'), on('b'), on('a'), standIn('new')]);
  });
});

test('nothing levels out while a source could not be read', () => {
  expect(assign([standIn('a'), standIn('a'), on('a')], group({ serving: ['a', 'b'], lost: ['the event log'] }), 'PRIMARY')).toEqual([standIn('a'), standIn('a'), on('a')]);
});

test('a failover moves one name, and one more when the rebuilt node serves', () => {
  const before = [on('a'), on('b')];
  const during = assign(before, { ...group({ serving: ['b'], down: ['old'] }), primary: 'a' }, 'PRIMARY');
  const after = assign(during, { ...group({ serving: ['b', 'old'] }), primary: 'a' }, 'PRIMARY');

  expect(during).toEqual([standIn('b'), on('b')]);
  expect(after).toEqual([on('old'), on('b')]);
});

describe('whatever the names and the group', () => {
  test('no name is on the primary, or on a node that is down, while a replica serves', () => {
    always(({ names, standing, assigned }) => {
      if (standing.serving.length === 0) return;
      const allowed = [...standing.serving, ...standing.doubtful];
      for (const { node } of assigned) expect(allowed).toContain(node);
      expect(assigned).toHaveLength(names.length);
    });
  });

  test('a name moves only when its node no longer serves, or to level out: a stand-in at any time, another when every listed replica serves', () => {
    always(({ names, standing, assigned }) => {
      if (standing.serving.length === standing.replicas.length) return;
      const mayStay = (node: string, isStandIn: boolean) => (standing.serving.includes(node) && !isStandIn) || standing.doubtful.includes(node);
      const kept = names.map((name) => name.node !== undefined && mayStay(name.node, name.standIn));
      expect(assigned.filter((_, index) => kept[index])).toEqual(names.filter((_, index) => kept[index]));
    });
  });

  test('nothing is added to a node in doubt', () => {
    always(({ names, standing, assigned }) => {
      for (const doubtful of standing.doubtful) {
        expect(assigned.filter(({ node }) => node === doubtful)).toEqual(names.filter(({ node }) => node === doubtful));
      }
    });
  });

  test('no replica has two names more than another when every listed replica serves', () => {
    always(({ standing, assigned }) => {
      if (standing.serving.length === 0 || standing.serving.length < standing.replicas.length) return;
      const counts = loads(assigned.map(({ node }) => node), standing.serving);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    });
  });

  test('a second look changes nothing', () => {
    always(({ standing, whenNoReplica, assigned }) => {
      expect(assign(assigned, standing, whenNoReplica)).toEqual(assigned);
    });
  });
});

const fresh: Assignment = { standIn: false };

function on(node: string): Assignment {
  return { node, standIn: false };
}

function standIn(node: string): Assignment {
  return { node, standIn: true };
}

interface Sketch {
  readonly serving: readonly string[];
  readonly doubtful?: readonly string[];
  readonly down?: readonly string[];
  readonly lost?: readonly string[];
}

function group({ serving, doubtful = [], down = [], lost = [] }: Sketch): Standing {
  return {
    primary: 'primary',
    replicas: [...serving, ...doubtful, ...down].sort(),
    serving,
    doubtful,
    down: new Map(down.map((node) => [node, 'is rebooting'])),
    addresses: new Map(),
    steady: true,
    demotions: [],
    recoveries: [],
    lost,
  };
}

/** Checks a rule against generated names and groups. */
function always(check: (given: { names: Assignment[]; standing: Standing; whenNoReplica: 'PRIMARY' | 'KEEP'; assigned: Assignment[] }) => void): void {
  const kinds = fc.array(fc.constantFrom('serving', 'serving', 'doubtful', 'down'), { maxLength: 5 });
  const names = fc.array(fc.record({ node: fc.constantFrom('0', '1', '2', '3', '4', 'primary', 'gone', undefined), standIn: fc.boolean() }), { maxLength: 8 });
  fc.assert(fc.property(kinds, names, fc.constantFrom('PRIMARY' as const, 'KEEP' as const), (kindOf, given, whenNoReplica) => {
    const of = (kind: string) => kindOf.flatMap((each, index) => (each === kind ? [`${index}`] : []));
    const standing = group({ serving: of('serving'), doubtful: of('doubtful'), down: of('down') });
    check({ names: given, standing, whenNoReplica, assigned: assign(given, standing, whenNoReplica) });
  }), { numRuns: 1_000 });
}
