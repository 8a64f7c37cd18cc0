import { History } from './history';
import { PlayedAct, Recording, WorldRecording } from './recording';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The spans in which a name was wrong, as clients saw it: it led to a dead node, to the primary while a replica served, or nowhere although the
 * group had enough replicas for it.
 */
export function wrongSpans(world: WorldRecording, recording: Pick<Recording, 'acts' | 'replicas' | 'end'>): Span[] {
  const history = new History(world);
  const all = [0, ...history.instants, ...recording.acts.map(({ at }) => at)];
  const instants = all.filter((at) => at >= 0 && at <= recording.end).sort((a, b) => a - b);
  const spans: Span[] = [];
  instants.forEach((from, index) => {
    const to = instants[index + 1] ?? recording.end;
    if (from === to && index < instants.length - 1) return;
    if (wrongNames(world.names, history, recording, from).length === 0) return;
    const last = spans[spans.length - 1];
    if (last?.to === from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  });
  return spans;
}

export function wrongNames(names: readonly string[], history: History, recording: Pick<Recording, 'acts' | 'replicas'>, at: number): string[] {
  return names.slice(0, namesDue(recording, at)).filter((name) => {
    const node = history.target(name, at);
    if (node === undefined) return true;
    return history.state(node, at) === 'primary' ? history.anyReplicaServes(at) : !history.serves(node, at);
  });
}

/** As many names as ElastiCache lists replicas: one less from the order to remove one, one more when one was added. */
export function namesDue({ acts, replicas }: Pick<Recording, 'acts' | 'replicas'>, at: number): number {
  const happened = (kind: PlayedAct['kind']) => acts.filter((act) => act.kind === kind && act.at <= at).length;
  return replicas - happened('remove') + happened('added');
}
