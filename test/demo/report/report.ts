import { Recording, WorldRecording } from '../recording';
import { score } from '../score';
import { beforeAfterTable } from './before-after-table';
import { DEAD, FAILED, nodeColor, ON_PRIMARY, PRIMARY } from './colors';
import { CHART_HEIGHT, connectionsChart, mostConnections } from './connections-chart';
import { figures } from './figures';
import { footer } from './footer';
import { element, picture, text } from './markup';
import { nameLanes, nameLanesHeight } from './name-lanes';
import { secondsBars } from './seconds-bar';
import { STYLE } from './style';
import { TimeAxis } from './time-axis';
import { truthLanes, truthLanesHeight } from './truth-lanes';
import { UNPROVEN } from './unproven';
import { verdict } from './verdict';

const LABEL_HEIGHT = 15;
const GAP = 18;
const TOP = 14;

/** The whole report, in one page that needs no other file. */
export function report(recording: Recording): string {
  const axis = new TimeAxis(recording.end);
  const worlds = [recording.worlds.ours, recording.worlds.blog];
  const most = Math.max(...worlds.map((world) => mostConnections(world, recording.end, recording.scale)));
  return '<!doctype html>' + element('html', { lang: 'en' },
    element('head', {},
      '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
      element('title', {}, 'Where reads go when nodes fail'),
      element('style', {}, STYLE),
    ),
    element('body', {},
      element('h1', {}, 'Where reads go when nodes fail'),
      element('p', { class: 'unproven' }, text(UNPROVEN)),
      element('p', {}, text(`One primary, ${recording.replicas} replicas, a client per name that reads with a new connection each time. `
        + 'The same faults at the same moments, twice: with names kept by cdk-replica-endpoint-dns, and with names kept by the function of the AWS blog post.')),
      legend(worlds),
      labels(recording, axis),
      ...worlds.map((world) => verdict(world, score(recording, world)) + pictures(world, recording, axis, most)),
      element('h2', {}, 'Where the seconds went, from the first death to right names'),
      secondsBars(recording),
      element('h2', {}, 'Before and after, as in the blog post'),
      element('div', { class: 'scroll' }, beforeAfterTable(recording)),
      element('h2', {}, 'Figures'),
      figures(recording),
      footer(recording),
    ),
  );
}

function labels(recording: Recording, axis: TimeAxis): string {
  const { markup, height } = axis.labels(recording.acts, LABEL_HEIGHT);
  return picture(height, markup);
}

/** One above the other, on one time axis: connections, names, nodes. */
function pictures(world: WorldRecording, recording: Recording, axis: TimeAxis, most: number): string {
  const names = TOP + CHART_HEIGHT + GAP;
  const nodes = names + nameLanesHeight(world) + GAP;
  const height = nodes + truthLanesHeight(world) + GAP;
  return picture(
    height,
    caption(TOP - 6, 'new connections, by node'),
    element('g', { transform: `translate(0 ${TOP})` }, connectionsChart(world, axis, recording.scale, most * 1.05)),
    caption(names - 4, 'where each name leads'),
    element('g', { transform: `translate(0 ${names})` }, nameLanes(world, recording, axis)),
    caption(nodes - 4, 'what each node says it is'),
    element('g', { transform: `translate(0 ${nodes})` }, truthLanes(world, axis)),
    axis.lines(recording.acts, height - GAP),
    axis.ticks(height - 3),
  );
}

function caption(y: number, words: string): string {
  return element('text', { x: 0, y: y + 2, class: 'caption' }, words);
}

function legend(worlds: readonly WorldRecording[]): string {
  const nodes = [...new Set(worlds.flatMap(({ samples }) => samples.map(({ node }) => node)))].sort();
  const key = (color: string, words: string) => element('span', { class: 'key', style: `background:${color}` }) + text(words);
  return element('p', { class: 'legend' },
    ...nodes.map((node) => key(nodeColor(node), node)),
    key(FAILED, 'failed read'), key(ON_PRIMARY, 'read on the primary'), key(PRIMARY, 'primary'), key(DEAD, 'dead'));
}
