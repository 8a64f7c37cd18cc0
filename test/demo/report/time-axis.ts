import { PlayedAct } from '../recording';
import { element, instant, text } from './markup';

export const LEFT = 128;
export const RIGHT = 12;
export const WIDTH = 1200;

/** Simulated seconds to the right. All pictures of a report share it. */
export class TimeAxis {
  constructor(readonly end: number) {}

  x(at: number): number {
    return LEFT + Math.max(0, Math.min(at, this.end)) / this.end * (WIDTH - LEFT - RIGHT);
  }

  /** Minutes, under a picture. */
  ticks(y: number): string {
    const minutes = Array.from({ length: Math.floor(this.end / 60) + 1 }, (_, minute) => minute).filter((minute) => minute % 2 === 0);
    return minutes.map((minute) => element('text', { 'x': this.x(minute * 60), y, 'class': 'tick', 'text-anchor': 'middle' }, instant(minute * 60))).join('');
  }

  /** A line for each thing that happened, from top to bottom of a picture. */
  lines(acts: readonly PlayedAct[], height: number): string {
    return acts.map(({ at }) => element('line', { x1: this.x(at), x2: this.x(at), y1: 0, y2: height, class: 'act' })).join('');
  }

  /** What happened, in words, above the pictures: each on the lowest of the rows where it does not run into another. */
  labels(acts: readonly PlayedAct[], rows: number, rowHeight: number): string {
    const taken = Array.from({ length: rows }, () => [] as { from: number; to: number }[]);
    return acts.map(({ at, text: words }) => {
      const x = this.x(at);
      const width = words.length * 5.6 + 10;
      const span = x + width > WIDTH ? { from: x - width, to: x } : { from: x, to: x + width };
      const free = taken.findIndex((row) => row.every(({ from, to }) => to < span.from || from > span.to));
      const row = free < 0 ? rows - 1 : free;
      taken[row].push(span);
      const y = (rows - 1 - row) * rowHeight;
      return element('line', { x1: x, x2: x, y1: y + 2, y2: rows * rowHeight, class: 'act' }) + element('text', {
        'x': span.to === x ? x - 4 : x + 4, 'y': y + rowHeight - 4, 'class': 'label', 'text-anchor': span.to === x ? 'end' : 'start',
      }, text(words));
    }).join('');
  }
}
