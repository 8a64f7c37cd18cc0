import { beforeAndAfter } from '../before-after';
import { Recording } from '../recording';
import { element, instant, text } from './markup';

/** The blog's table: rows are endpoints, columns are moments, for ours and for the blog's function. */
export function beforeAfterTable(recording: Recording): string {
  const worlds = [recording.worlds.ours, recording.worlds.blog].map((world) => ({ world, moments: beforeAndAfter(recording, world) }));
  const names = ['Primary endpoint', ...recording.worlds.ours.names];
  return element('table', {},
    element('tr', {}, element('th', {}), ...worlds.map(({ world, moments }) => element('th', { colspan: moments.length, class: 'group' }, text(world.title)))),
    element('tr', {}, element('th', {}), ...worlds.flatMap(({ moments }) => moments.map(({ title, at }) => element('th', {}, text(`${title} (${instant(at)})`))))),
    ...names.map((name) => element('tr', {}, element('td', {}, text(name)), ...worlds.flatMap(({ moments }) => moments.map(({ rows }) => {
      const row = rows.find((candidate) => candidate.name === name);
      if (!row) return element('td', {}, '–');
      const wrong = row.role === 'dead' || (row.role === 'primary' && name !== 'Primary endpoint');
      return element('td', wrong ? { class: 'wrong' } : {}, text(`${row.role} ${row.node}`));
    })))),
  );
}
