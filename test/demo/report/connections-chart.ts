import { NodeSample, WorldRecording } from '../recording';
import { FAILED, nodeColor, ON_PRIMARY } from './colors';
import { element, text, WIDTH } from './markup';
import { LEFT, TimeAxis } from './time-axis';

export const CHART_HEIGHT = 120;

/** Simulated seconds that one step of the picture covers. */
const STEP = 15;

interface Layer {
  readonly label: string;
  readonly color: string;
  /** A second of real time each. */
  readonly values: readonly number[];
}

/** New connections per second and node as the servers counted them, on top of each other, and the failed reads on top of all. */
export function connectionsChart(world: WorldRecording, axis: TimeAxis, scale: number, most: number): string {
  const layers = connectionLayers(world, axis.end, scale);
  const y = (value: number) => CHART_HEIGHT - Math.min(value / most, 1) * (CHART_HEIGHT - 6);
  const base = new Array<number>(steps(axis.end)).fill(0);
  const areas = layers.map(({ label, color, values }) => {
    const top = values.map((value, step) => base[step] + value);
    const path = [
      ...top.map((value, step) => `${axis.x(step * STEP)},${y(value)} ${axis.x((step + 1) * STEP)},${y(value)}`),
      ...base.map((value, step) => `${axis.x((step + 1) * STEP)},${y(value)} ${axis.x(step * STEP)},${y(value)}`).reverse(),
    ];
    values.forEach((value, step) => base[step] += value);
    return element('polygon', { points: path.join(' '), fill: color }, element('title', {}, text(label)));
  });
  const grid = [0, most / 2].map((value) => element('line', { x1: LEFT, x2: WIDTH, y1: y(value), y2: y(value), class: 'grid' })
    + element('text', { 'x': LEFT - 6, 'y': y(value) + 4, 'class': 'tick', 'text-anchor': 'end' }, `${Math.round(value)}/s`));
  return areas.join('') + grid.join('');
}

/** The most that any step of this world reaches, so that two charts can share one scale. */
export function mostConnections(world: WorldRecording, end: number, scale: number): number {
  const layers = connectionLayers(world, end, scale);
  return Math.max(1, ...Array.from({ length: steps(end) }, (_, step) => layers.reduce((sum, { values }) => sum + values[step], 0)));
}

function connectionLayers(world: WorldRecording, end: number, scale: number): Layer[] {
  const nodes = [...new Set(world.samples.map(({ node }) => node))].sort();
  const perNode = nodes.map((node) => rates(world.samples.filter((sample) => sample.node === node), end, scale));
  const failed = new Array<number>(steps(end)).fill(0);
  for (const { at, failure } of world.reads) if (failure && at >= 0 && at < steps(end) * STEP) failed[Math.floor(at / STEP)] += scale / STEP;
  return [
    ...nodes.map((node, index) => ({ label: `${node} as replica`, color: nodeColor(node), values: perNode[index].replica })),
    ...nodes.map((node, index) => ({ label: `${node} as primary`, color: ON_PRIMARY, values: perNode[index].primary })),
    { label: 'failed reads', color: FAILED, values: failed },
  ];
}

/** Connections per real second, between samples, spread over the steps that they cover. */
function rates(samples: readonly NodeSample[], end: number, scale: number): { replica: number[]; primary: number[] } {
  const result = { replica: new Array<number>(steps(end)).fill(0), primary: new Array<number>(steps(end)).fill(0) };
  samples.forEach((sample, index) => {
    const before = samples[index - 1];
    if (!before || sample.at <= 0 || sample.at >= steps(end) * STEP) return;
    const values = before.state === 'primary' ? result.primary : result.replica;
    values[Math.floor(sample.at / STEP)] += (sample.connections - before.connections) * scale / STEP;
  });
  return result;
}

function steps(end: number): number {
  return Math.floor(end / STEP); // a last step that is cut short would look like a fall
}
