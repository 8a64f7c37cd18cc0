import { parseArgs } from 'node:util';

/** What to play: rounds of each seed until its time is over, or one round. */
export interface Arguments {
  readonly seeds: readonly number[];
  readonly seconds: number;
  /** Plays this round only. */
  readonly round?: number;
}

export const USAGE = `npm run test:chaos -- [options]

  --seed N      decides everything that happens; without it seed 1 is played, and then one of the day
  --minutes N   how long rounds of a seed are begun (half a minute)
  --round N     plays only the n-th round of the seed, as a violation tells`;

export function parseArguments(args: string[], today: Date): Arguments {
  const { values } = parseArgs({ args, options: { seed: { type: 'string' }, minutes: { type: 'string', default: '0.5' }, round: { type: 'string' } } });
  const seedOfTheDay = Number(today.toISOString().slice(0, 10).replaceAll('-', ''));
  if (values.round !== undefined && values.seed === undefined) throw new Error('--round is a round of a seed: give --seed too');
  return {
    seeds: values.seed === undefined ? [1, seedOfTheDay] : [number('--seed', values.seed, /^\d{1,10}$/)],
    seconds: 60 * number('--minutes', values.minutes, /^\d{1,4}(\.\d+)?$/),
    round: values.round === undefined ? undefined : number('--round', values.round, /^[1-9]\d{0,6}$/),
  };
}

function number(option: string, text: string, form: RegExp): number {
  if (!form.test(text)) throw new Error(`${option} must be a number, got: ${text}`);
  return Number(text);
}
