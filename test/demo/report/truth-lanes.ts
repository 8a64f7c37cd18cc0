import { NodeState, WorldRecording } from '../recording';
import { DEAD, nodeColor, PRIMARY } from './colors';
import { element, text } from './markup';
import { LEFT, TimeAxis } from './time-axis';

const LANE = 13;

export function truthLanesHeight(world: WorldRecording): number {
  return nodesOf(world).length * LANE;
}

/** A lane per node: what the server itself said it was (INFO replication), or that it was dead. */
export function truthLanes(world: WorldRecording, axis: TimeAxis): string {
  return nodesOf(world).map((node, index) => element('g', { transform: `translate(0 ${index * LANE})` },
    element('text', { 'x': LEFT - 6, 'y': 10, 'class': 'lane', 'text-anchor': 'end' }, text(node)),
    ...statesOf(world, node, axis.end).map(({ from, to, state }) => element('rect', {
      x: axis.x(from), y: 2, width: Math.max(0, axis.x(to) - axis.x(from)), height: LANE - 4, fill: fill(state, node), opacity: state === 'unlinked' ? 0.5 : 1,
    }, element('title', {}, text(`${node}: ${state}`)))
      + (state === 'replica' || state === 'unlinked' || axis.x(to) - axis.x(from) < 60 ? '' : element('text', {
        x: axis.x(from) + 4, y: 10, class: state === 'primary' ? 'state light' : 'state',
      }, state))),
  )).join('');
}

function nodesOf(world: WorldRecording): string[] {
  return [...new Set(world.samples.map(({ node }) => node))].sort();
}

function statesOf(world: WorldRecording, node: string, end: number): { from: number; to: number; state: NodeState }[] {
  const samples = world.samples.filter((sample) => sample.node === node);
  const spans: { from: number; to: number; state: NodeState }[] = [];
  samples.forEach(({ at, state }, index) => {
    const from = Math.max(0, at);
    const to = Math.min(end, samples[index + 1]?.at ?? end);
    const last = spans[spans.length - 1];
    if (last?.state === state) last.to = to;
    else if (to > from) spans.push({ from, to, state });
  });
  return spans;
}

function fill(state: NodeState, node: string): string {
  if (state === 'primary') return PRIMARY;
  return state === 'dead' ? DEAD : nodeColor(node);
}
