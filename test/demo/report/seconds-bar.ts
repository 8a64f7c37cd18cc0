import { Recording } from '../recording';
import { score } from '../score';
import { Stage, stages } from '../stages';
import { DEAD } from './colors';
import { element, picture, text, WIDTH } from './markup';
import { LEFT, RIGHT } from './time-axis';

const COLORS: Record<Stage['name'], string> = {
  'detection': '#8c8c8c', 'event': '#4e79a7', 'function': '#59a14f', 'Route 53': '#b07aa1', 'TTL': '#d4b13c', 'dead node': DEAD,
};
const ROW = 34;

/** Where the seconds from the first death to right names went, ours above the blog's, on one scale. */
export function secondsBars(recording: Recording): string {
  const worlds = [recording.worlds.ours, recording.worlds.blog];
  const rows = worlds.map((world) => ({ world, parts: stages(recording, world), total: score(recording, world).secondsToRight }));
  const most = Math.max(1, ...rows.map(({ total }) => total ?? 0));
  const x = (seconds: number) => seconds / most * (WIDTH - LEFT - RIGHT - 60);
  const bars = rows.map(({ world, parts, total }, row) => {
    let at = 0;
    const pieces = (parts ?? []).map(({ name, seconds }) => {
      const left = at;
      at += seconds;
      return element('rect', { x: LEFT + x(left), y: row * ROW + 4, width: x(seconds), height: ROW - 10, fill: COLORS[name] },
        element('title', {}, text(`${name}: ${seconds.toFixed(1)} s`)))
        + (x(seconds) > name.length * 7 + 34
          ? element('text', { x: LEFT + x(left) + 5, y: row * ROW + 21, class: 'inside' }, text(`${name} ${seconds.toFixed(0)} s`)) : '');
    });
    const words = total === null ? 'not before the next node died' : `${total} s`;
    return element('text', { 'x': LEFT - 6, 'y': row * ROW + 21, 'class': 'lane', 'text-anchor': 'end' }, text(world.title)) + pieces.join('')
      + element('text', { x: LEFT + x(at) + 6, y: row * ROW + 21, class: 'label' }, words);
  });
  return picture(rows.length * ROW, ...bars)
    + element('p', { class: 'legend' }, rows.map(({ world, parts }) => text(`${world.title}: ${(parts ?? [])
      .map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ') || '–'}`)).join('<br>'));
}
