import { Lead, NodeSample, PlayedAct, Read, Recording, WorldRecording } from './recording';
import { score } from './score';

const [read1, read2] = ['read1.zone', 'read2.zone'];

test('a run in which nothing went wrong breaks no promise', () => {
  expect(scored({})).toMatchObject({ failedReads: 0, primaryReads: 0, namesMoved: 0, wrongSeconds: 0, broken: [] });
});

test('a run in which nobody read anything proves nothing', () => {
  expect(scored({ reads: [] }).broken).toEqual(['nobody read anything']);
});

test('a name that was never resolved was never right, and its reads failed', () => {
  const reads = [read(20, read2, 'c'), { at: 20, name: read1, failure: 'EAI_AGAIN' }];
  const { secondsToRight, failedReads, broken } = scored({ leads: [lead(-1, read2, 'c')], reads, acts: [act(30, 'crash', 'a'), act(90, 'failover', 'b')] });
  expect([secondsToRight, failedReads]).toEqual([null, 1]);
  expect(broken).toContain('wrong at the end: read1.zone');
});

test('a read is on the primary when the node that served it says so at that time', () => {
  const reads = [read(20, read1, 'b'), read(31, read1, 'b')];
  expect(scored({ samples: failoverOf('a', 'b', 30), acts: [act(30, 'failover', 'b')], reads })).toMatchObject({ reads: 2, primaryReads: 1, latePrimaryReads: 0 });
});

test('a primary that serves while no replica does is no fault', () => {
  const samples = [sample(-1, 'a', 'primary'), sample(-1, 'b', 'dead'), sample(-1, 'c', 'dead')];
  expect(scored({ samples, leads: [lead(-1, read1, 'a'), lead(-1, read2, 'a')], reads: [read(20, read1, 'a')] })).toMatchObject({ primaryReads: 0, broken: [] });
});

test('reads on the primary after the names had time to follow break a promise', () => {
  const { broken } = scored({ samples: failoverOf('a', 'b', 30), acts: [act(30, 'failover', 'b')], reads: [read(90, read1, 'b')], leads: LED });
  expect(broken).toContain('1 reads on the primary later than 50 s after a failover');
});

test('failed reads are excused from the death of a node until the names had time to follow what ElastiCache told', () => {
  const acts = [act(30, 'crash', 'b'), act(100, 'notice', 'b')];
  const samples = [...SERVING, sample(30, 'b', 'dead')];
  const leads = [...LED, lead(120, read1, 'c')];
  expect(scored({ acts, samples, leads, reads: [failed(31, read1, 'b'), failed(140, read1, 'b')] }).broken).toEqual([]);
  expect(scored({ acts, samples, leads, reads: [failed(160, read1, 'b')] }).broken)
    .toEqual(['1 reads failed later than 50 s after ElastiCache had told of the dead node']);
  expect(scored({ acts, samples, leads, reads: [failed(31, read1, 'c')] }).broken).toHaveLength(1);
});

test('seconds until right count from the first death to the end of the last wrong name', () => {
  const acts = [act(30, 'crash', 'a'), act(90, 'failover', 'b')];
  const samples = [...SERVING, sample(30, 'a', 'dead'), sample(90, 'b', 'primary')];
  expect(scored({ acts, samples, leads: [...LED, lead(102, read1, 'c')] })).toMatchObject({ secondsToRight: 72, wrongSeconds: 12 });
});

test('names that are not right before the next death never were', () => {
  const acts = [act(30, 'crash', 'a'), act(90, 'failover', 'b'), act(150, 'crash', 'c')];
  const samples = [...SERVING, sample(30, 'a', 'dead'), sample(90, 'b', 'primary')];
  expect(scored({ acts, samples, leads: LED }).secondsToRight).toBeNull();
});

test('a move is another target for a name that had one, and more moves than needed break a promise', () => {
  const changes = [change(-10, { [read1]: 'b', [read2]: 'c' }), change(40, { [read1]: 'c', [read2]: 'c' }), change(60, { [read1]: null })];
  expect(scored({ changes })).toMatchObject({ namesMoved: 1, broken: ['1 moves of names, where 0 are enough'] });
  expect(scored({ changes, acts: [act(30, 'failover', 'a')] })).toMatchObject({ namesMoved: 1, broken: [] });
});

test('a name that leads to a dead node, or to too few or too many names, at the end break a promise', () => {
  expect(scored({ samples: [...SERVING, sample(190, 'b', 'dead')] }).broken).toEqual(['wrong at the end: read1.zone']);
  expect(scored({ namesAtEnd: [read1] }).broken).toEqual(['1 names at the end for 2 replicas']);
});

const SERVING = [sample(-1, 'a', 'primary'), sample(-1, 'b', 'replica'), sample(-1, 'c', 'replica')];
const LED = [lead(-1, read1, 'b'), lead(-1, read2, 'c')];

function scored({ acts = [act(10, 'crash', 'x')], ...world }: Partial<WorldRecording> & { acts?: PlayedAct[] }) {
  const recording = { acts, ttl: 10, propagation: 10, replicas: 2, end: 200 } as unknown as Recording;
  return score(recording, {
    title: 'a world', names: [read1, read2], samples: SERVING, leads: LED, reads: [read(5, read1, 'b')], pooled: [], changes: [], namesAtEnd: [read1, read2], ...world,
  } as unknown as WorldRecording);
}

function act(at: number, kind: PlayedAct['kind'], node: string): PlayedAct {
  return { at, kind, node, text: kind };
}

function sample(at: number, node: string, state: NodeSample['state']): NodeSample {
  return { at, node, state, gets: 0, connections: 0 };
}

function failoverOf(from: string, to: string, at: number): NodeSample[] {
  return [...SERVING, sample(at, from, 'dead'), sample(at, to, 'primary')];
}

function lead(at: number, name: string, node: string): Lead {
  return { at, name, node };
}

function read(at: number, name: string, node: string): Read {
  return { at, name, node };
}

function failed(at: number, name: string, node: string): Read {
  return { at, name, node, failure: 'ECONNREFUSED' };
}

function change(at: number, targets: Record<string, string | null>) {
  return { at, answered: at, comment: '', targets };
}
