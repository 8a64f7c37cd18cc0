import { History } from '../history';
import { Recording, WorldRecording } from '../recording';
import { namesDue } from '../right-names';
import { FAILED, nodeColor, ON_PRIMARY } from './colors';
import { element, text } from './markup';
import { LEFT, TimeAxis } from './time-axis';

const LANE = 17;

export function nameLanesHeight(world: WorldRecording): number {
  return world.names.length * LANE;
}

/** A lane per name, coloured by the node it leads to; a tick for each read that failed or that a primary served. */
export function nameLanes(world: WorldRecording, recording: Recording, axis: TimeAxis): string {
  const history = new History(world);
  return world.names.map((name, index) => element('g', { transform: `translate(0 ${index * LANE})` },
    element('text', { 'x': LEFT - 6, 'y': 12, 'class': 'lane', 'text-anchor': 'end' }, text(name.split('.')[0])),
    ...leadsOf(world, name, axis.end).map(({ from, to, node }) => inUse(recording, index, from)
      ? element('rect', { x: axis.x(from), y: 4, width: axis.x(to) - axis.x(from), height: LANE - 6, fill: nodeColor(node) },
        element('title', {}, text(`${name} leads to ${node}`)))
        + nodeNumber(axis, from, to, node)
      : ''),
    ...world.reads.filter((read) => read.name === name).map((read) => {
      const onPrimary = !read.failure && read.node !== undefined && history.state(read.node, read.at) === 'primary';
      if (!read.failure && !onPrimary) return '';
      const x = axis.x(read.at);
      return element('line', { x1: x, x2: x, y1: 2, y2: LANE, stroke: read.failure ? FAILED : ON_PRIMARY });
    }),
  )).join('');
}

function leadsOf(world: WorldRecording, name: string, end: number) {
  const leads = world.leads.filter((lead) => lead.name === name);
  return leads.flatMap(({ at, node }, index) => node === undefined ? [] : [{ from: Math.max(at, 0), to: leads[index + 1]?.at ?? end, node }]);
}

function inUse(recording: Recording, index: number, at: number): boolean {
  return index < namesDue(recording, at);
}

function nodeNumber(axis: TimeAxis, from: number, to: number, node: string): string {
  if (axis.x(to) - axis.x(from) < 26) return '';
  return element('text', { x: axis.x(from) + 4, y: 13, class: 'inside' }, text(node.replace('testdns-', '')));
}
