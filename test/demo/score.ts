import { firstFault } from './first-fault';
import { History } from './history';
import { PlayedAct, Read, Recording, WorldRecording } from './recording';
import { namesDue, wrongNames, wrongSpans } from './right-names';

export interface Score {
  readonly reads: number;
  readonly failedReads: number;
  /** Reads by new connections that a primary served, and those of them later than the names had time to follow. */
  readonly primaryReads: number;
  readonly latePrimaryReads: number;
  readonly namesMoved: number;
  /** From the death of the first node until all names were right again; null when they were not before the next node died. */
  readonly secondsToRight: number | null;
  /** Seconds in which at least one name was wrong. */
  readonly wrongSeconds: number;
  readonly readsPerNode: Readonly<Record<string, number>>;
  readonly pooledReadsOnPrimary: number;
  /** What was not as promised, a sentence each. */
  readonly broken: readonly string[];
}

/** Seconds that a notification, a function and its calls may take besides Route 53's propagation and the TTL. */
const REACTION = 30;

/** After this many seconds the names should have followed what ElastiCache told. */
export function settlingSeconds({ propagation, ttl }: Pick<Recording, 'propagation' | 'ttl'>): number {
  return REACTION + propagation + ttl;
}

/** The same figures, by the same rules, for either algorithm. */
export function score(recording: Recording, world: WorldRecording): Score {
  const history = new History(world);
  const settling = settlingSeconds(recording);
  const onPrimary = (read: Read) => !read.failure && read.node !== undefined && history.state(read.node, read.at) === 'primary' && history.anyReplicaServes(read.at);
  const failed = world.reads.filter(({ failure }) => failure);
  const primary = world.reads.filter(onPrimary);
  const late = primary.filter(({ at }) => !recording.acts.some((act) => act.kind === 'failover' && within(at, act.at, act.at + settling)));
  const inexcusable = failed.filter((read) => !isExcused(read, recording.acts, settling));
  const namesMoved = countMoves(world);
  const mostMoves = recording.acts.reduce((sum, { kind }) => sum + (MOVES[kind] ?? 0), 0);
  const wrongAtEnd = wrongNames(world.names, history, recording, recording.end);
  const due = namesDue(recording, recording.end);
  const broken = [
    ...world.reads.length === 0 ? ['nobody read anything'] : [],
    ...late.length > 0 ? [`${late.length} reads on the primary later than ${settling} s after a failover`] : [],
    ...inexcusable.length > 0 ? [`${inexcusable.length} reads failed later than ${settling} s after ElastiCache had told of the dead node`] : [],
    ...namesMoved > mostMoves ? [`${namesMoved} moves of names, where ${mostMoves} are enough`] : [],
    ...wrongAtEnd.length > 0 ? [`wrong at the end: ${wrongAtEnd.join(', ')}`] : [],
    ...world.namesAtEnd.length !== due ? [`${world.namesAtEnd.length} names at the end for ${due} replicas`] : [],
  ];
  return {
    reads: world.reads.length,
    failedReads: failed.length,
    primaryReads: primary.length,
    latePrimaryReads: late.length,
    namesMoved,
    secondsToRight: secondsToRight(recording, world),
    wrongSeconds: round(wrongSpans(world, recording).reduce((sum, { from, to }) => sum + to - from, 0)),
    readsPerNode: tally(world.reads.filter(({ failure }) => !failure).map(({ node }) => node!)),
    pooledReadsOnPrimary: world.pooled.filter(onPrimary).length,
    broken,
  };
}

/** Moves that the promises allow: one when a node goes, one more when it is back; a removed node's name and one stand-in; one to level out. */
const MOVES: Partial<Record<PlayedAct['kind'], number>> = { failover: 1, notice: 1, back: 1, removed: 2, added: 1 };

/** Nobody can lead a name away from a dead node before ElastiCache tells that it is dead. */
function isExcused(read: Read, acts: readonly PlayedAct[], settling: number): boolean {
  return acts.some((death, index) => {
    if (!['crash', 'remove'].includes(death.kind) || read.node !== death.node) return false;
    const told = acts.slice(index).find(({ kind, node }) => kind === 'failover' || (['notice', 'removed'].includes(kind) && node === death.node));
    return within(read.at, death.at, (told?.at ?? Infinity) + settling);
  });
}

function countMoves(world: WorldRecording): number {
  const targets = new Map<string, string | null>();
  let moves = 0;
  for (const change of world.changes) {
    for (const [name, target] of Object.entries(change.targets)) {
      const before = targets.get(name);
      if (before && target && before !== target) moves++;
      targets.set(name, target);
    }
  }
  return moves;
}

function secondsToRight(recording: Recording, world: WorldRecording): number | null {
  const { at, until } = firstFault(recording);
  // also one that was there before: names that were never right are not right at once.
  const spans = wrongSpans(world, recording).filter(({ from, to }) => from <= until && to >= at);
  const right = spans.length === 0 ? at : spans[spans.length - 1].to;
  return right >= until ? null : round(right - at);
}

function tally(nodes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const node of [...nodes].sort()) counts[node] = (counts[node] ?? 0) + 1;
  return counts;
}

function within(at: number, from: number, to: number): boolean {
  return at >= from && at <= to;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
