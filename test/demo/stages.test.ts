import { agreements } from './agreement';
import { beforeAndAfter } from './before-after';
import { Recording, WorldRecording } from './recording';
import { stages } from './stages';

const NAMES = ['read1.zone'];

test('the stages are the seconds from the death of the first node to right names, one after the other', () => {
  expect(stages(RECORDING, FOLLOWED)).toEqual([
    { name: 'detection', seconds: 60 },
    { name: 'event', seconds: 2 },
    { name: 'function', seconds: 3 },
    { name: 'Route 53', seconds: 10 },
    { name: 'TTL', seconds: 5 },
  ]);
});

test('the time in which a name leads to a dead node is a stage of its own', () => {
  const samples = [...FOLLOWED.samples, { at: 180, node: 'c', state: 'replica' as const, gets: 0, connections: 0 }];
  const waiting = stages(RECORDING, { ...FOLLOWED, samples: [{ at: 0, node: 'c', state: 'dead', gets: 0, connections: 0 }, ...samples.filter(({ node, at }) => node !== 'c' || at > 0)] });
  expect(waiting?.at(-1)).toEqual({ name: 'dead node', seconds: 70 });
});

test('names that never were right have no stages', () => {
  expect(stages(RECORDING, { ...FOLLOWED, leads: FOLLOWED.leads.slice(0, 1) })).toBeUndefined();
});

test('the table of the blog post says who led where before and after', () => {
  expect(beforeAndAfter(RECORDING, FOLLOWED).map(({ title, rows }) => [title, ...rows.map(({ name, role, node }) => `${name} -> ${role} ${node}`)])).toEqual([
    ['before the failover', 'Primary endpoint -> primary a', 'read1.zone -> replica b'],
    ['after the failover', 'Primary endpoint -> primary b', 'read1.zone -> replica c'],
  ]);
});

test('clients and servers agree when they differ by no more than one in a hundred', () => {
  const read = { at: 1, name: NAMES[0], node: 'c' };
  const counted = (clients: number, servers: number) => agreements({
    ...FOLLOWED, reads: Array.from({ length: clients }, () => read), samples: [{ at: 2, node: 'c', state: 'replica', gets: servers, connections: servers }],
  }).map(({ agrees }) => agrees);
  expect(counted(1000, 1000)).toEqual([true, true, true]);
  expect(counted(1000, 1009)).toEqual([true, true, true]);
  expect(counted(1000, 1020)).toEqual([false, false, false]);
  expect(counted(1000, 0)).toEqual([false, false, false]);
});

const RECORDING = {
  acts: [{ at: 30, kind: 'crash', node: 'a', text: '' }, { at: 90, kind: 'failover', node: 'b', text: '' }], ttl: 10, propagation: 10, replicas: 1, end: 300,
} as unknown as Recording;

const FOLLOWED = {
  names: NAMES,
  samples: [
    { at: 0, node: 'a', state: 'primary' }, { at: 0, node: 'b', state: 'replica' }, { at: 0, node: 'c', state: 'replica' },
    { at: 30, node: 'a', state: 'dead' }, { at: 90, node: 'b', state: 'primary' },
  ],
  leads: [{ at: 0, name: NAMES[0], node: 'b' }, { at: 110, name: NAMES[0], node: 'c' }],
  changes: [{ at: -5, answered: -5, comment: '', targets: { [NAMES[0]]: 'b' } }, { at: 95, answered: 105, comment: '', targets: { [NAMES[0]]: 'c' } }],
  invocations: [10, 92, 120],
  reads: [],
  pooled: [],
  namesAtEnd: NAMES,
  keptConnections: 0,
} as unknown as WorldRecording;
