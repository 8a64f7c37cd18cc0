import { WorldRecording } from '../recording';
import { Score } from '../score';
import { count, element, text } from './markup';

/** One line: PASS or FAIL and the four figures. */
export function verdict(world: WorldRecording, { broken, ...score }: Score): string {
  const passed = broken.length === 0;
  return element('div', { class: passed ? 'verdict pass' : 'verdict fail' },
    element('span', { class: 'mark' }, passed ? 'PASS' : 'FAIL'),
    element('span', { class: 'title' }, text(world.title)),
    figure(count(score.failedReads), `of ${count(score.reads)} reads failed`),
    figure(count(score.latePrimaryReads), `on the primary once names had settled (${count(score.primaryReads)} before)`),
    figure(count(score.namesMoved), 'names moved'),
    score.secondsToRight === null
      ? figure('never', 'right before the next node died')
      : figure(`${Math.round(score.secondsToRight)} s`, 'until names were right'),
    broken.length > 0 ? element('span', { class: 'broken' }, text(broken.join('; '))) : '',
  );
}

function figure(number: string, words: string): string {
  return element('span', { class: 'figure' }, element('b', {}, text(number)), ` ${text(words)}`);
}
