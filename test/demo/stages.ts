import { firstFault } from './first-fault';
import { Recording, WorldRecording } from './recording';
import { score } from './score';

/** A part of the seconds between the death of the first node and right names. */
export interface Stage {
  readonly name: 'detection' | 'event' | 'function' | 'Route 53' | 'TTL' | 'dead node';
  readonly seconds: number;
}

/** Where the seconds to right names went; undefined when they never became right, or when nothing had to be changed. */
export function stages(recording: Recording, world: WorldRecording): Stage[] | undefined {
  const right = score(recording, world).secondsToRight;
  const { at: death, told } = firstFault(recording);
  const change = world.changes.find(({ at, targets }) => at >= told && moves(targets, world, at));
  if (right === null || !change) return undefined;
  const started = Math.max(told, ...world.invocations.filter((at) => at <= change.at));
  const seen = world.leads.filter(({ at, name }) => at >= change.at && change.targets[name] !== undefined).map(({ at }) => at);
  const end = death + right;
  const instants = [death, told, started, change.at, change.answered, Math.min(end, ...seen), end].map((at) => Math.min(at, end));
  const names: Stage['name'][] = ['detection', 'event', 'function', 'Route 53', 'TTL', 'dead node'];
  return names
    .map((name, index) => ({ name, seconds: Math.max(0, instants[index + 1] - instants[index]) }))
    .filter(({ name, seconds }) => name !== 'dead node' || seconds > 0.1);
}

function moves(targets: Readonly<Record<string, string | null>>, world: WorldRecording, at: number): boolean {
  return Object.entries(targets).some(([name, target]) => {
    const before = world.changes.filter((change) => change.at < at && change.targets[name] !== undefined).pop()?.targets[name];
    return before !== target;
  });
}
