import { History } from '../history';
import { Recording, WorldRecording } from '../recording';
import { namesDue, Span } from '../right-names';
import { settlingSeconds } from '../score';
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
    ...leadsInUse(world, recording, index).map(({ from, to, node }) => element(
      'rect',
      { x: axis.x(from), y: 4, width: axis.x(to) - axis.x(from), height: LANE - 6, fill: nodeColor(node) },
      element('title', {}, text(`${name} leads to ${node}`)),
    ) + nodeNumber(axis, from, to, node)),
    ...world.reads.filter((read) => read.name === name).map((read) => {
      const onPrimary = !read.failure && read.node !== undefined && history.state(read.node, read.at) === 'primary';
      if (!read.failure && !onPrimary) return '';
      const x = axis.x(read.at);
      return element('line', { x1: x, x2: x, y1: 2, y2: LANE, stroke: read.failure ? FAILED : ON_PRIMARY });
    }),
  )).join('');
}

/** Where the name led while clients used it: a name that they stopped to use shows nothing of where it leads. */
function leadsInUse(world: WorldRecording, recording: Recording, index: number) {
  const leads = world.leads.filter(({ name }) => name === world.names[index]);
  return leads.flatMap(({ at, node }, which) => {
    const to = leads[which + 1]?.at ?? recording.end;
    return node === undefined ? [] : spansInUse(recording, index).flatMap((span) => {
      const part = { from: Math.max(at, span.from), to: Math.min(to, span.to), node };
      return part.from < part.to ? [part] : [];
    });
  });
}

/** Clients stop to use a name when a replica is ordered away, and use a new one when it has had the time to be right. */
function spansInUse(recording: Recording, index: number): Span[] {
  const settling = settlingSeconds(recording);
  const inUse = (at: number) => index < namesDue({ ...recording, acts: recording.acts.map((act) => act.kind === 'added' ? { ...act, at: act.at + settling } : act) }, at);
  const instants = [0, ...recording.acts.flatMap(({ kind, at }) => kind === 'remove' ? [at] : kind === 'added' ? [at + settling] : []), recording.end];
  return instants.slice(0, -1).reduce<Span[]>((spans, from, which) => {
    const last = spans.at(-1);
    if (!inUse(from)) return spans;
    const to = instants[which + 1];
    return last?.to === from ? [...spans.slice(0, -1), { from: last.from, to }] : [...spans, { from, to }];
  }, []);
}

function nodeNumber(axis: TimeAxis, from: number, to: number, node: string): string {
  if (axis.x(to) - axis.x(from) < 26) return '';
  return element('text', { x: axis.x(from) + 4, y: 13, class: 'inside' }, text(node.replace('testdns-', '')));
}
