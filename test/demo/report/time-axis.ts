import { labelRows } from './label-rows';
import { element, instant, text, WIDTH } from './markup';
import { PlayedAct } from '../recording';

export const LEFT = 156;
export const RIGHT = 20;

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

  /** What happened, in words, above the pictures; and how high that is. */
  labels(acts: readonly PlayedAct[], rowHeight: number): { readonly markup: string; readonly height: number } {
    const placed = acts.map(({ at, text: words }) => {
      const x = this.x(at);
      const width = words.length * 5.6 + 10;
      return x + width > WIDTH ? { x, from: x - width, to: x, words } : { x, from: x, to: x + width, words };
    });
    const rows = labelRows(placed);
    const height = (Math.max(0, ...rows) + 1) * rowHeight;
    const markup = placed.map(({ x, to, words }, index) => {
      const y = height - (rows[index] + 1) * rowHeight;
      return element('line', { x1: x, x2: x, y1: y + 2, y2: height, class: 'act' }) + element('text', {
        'x': to === x ? x - 4 : x + 4, 'y': y + rowHeight - 4, 'class': 'label', 'text-anchor': to === x ? 'end' : 'start',
      }, text(words));
    }).join('');
    return { markup, height };
  }
}
