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

  /** What happened, in words, above the pictures; on as many rows as it takes to keep the words apart. */
  labels(acts: readonly PlayedAct[], rows: number, rowHeight: number): string {
    const taken = Array.from({ length: rows }, () => -Infinity);
    return acts.map(({ at, text: words }) => {
      const width = words.length * 6.1 + 10;
      const left = this.x(at) + width > WIDTH ? this.x(at) - width : this.x(at);
      const free = taken.findIndex((right) => right < left);
      const row = free < 0 ? rows - 1 : free;
      taken[row] = left + width;
      const y = row * rowHeight;
      const end = left < this.x(at);
      return element('line', { x1: this.x(at), x2: this.x(at), y1: y + 2, y2: rows * rowHeight, class: 'act' })
        + element('text', { 'x': this.x(at) + (end ? -4 : 4), 'y': y + rowHeight - 4, 'class': 'label', 'text-anchor': end ? 'end' : 'start' }, text(words));
    }).join('');
  }
}
