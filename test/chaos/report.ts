import { Tally } from './judge/tally';
import { Violation } from './judge/violations';
import { Ledger } from './ledger';
import { RoundReport } from './round';

/** How much of what happened before a violation, and after it, is shown. */
const BEFORE_MS = 600_000;
const AFTER_MS = 5_000;

/** The figures of all rounds of a seed. */
export function summary(seed: number, rounds: readonly RoundReport[], seconds: number): string {
  const sum = (figure: (tally: Tally) => number) => rounds.reduce((total, { tally }) => total + figure(tally), 0);
  const faults = new Map<string, number>();
  for (const [kind, count] of rounds.flatMap(({ ledger }) => [...ledger.faults])) faults.set(kind, (faults.get(kind) ?? 0) + count);
  const wrongs = rounds.flatMap(({ tally }) => tally.wrongs).sort((one, other) => other.ms - one.ms);
  const [worst] = wrongs;
  const reads = sum((tally) => tally.reads);
  const failed = sum((tally) => tally.failedReads);
  return [
    `seed ${seed}: ${rounds.length} ${rounds.length === 1 ? 'round' : 'rounds'}, ${(rounds.reduce((total, { simulatedMs }) => total + simulatedMs, 0) / 3_600_000).toFixed(1)} simulated hours in ${seconds.toFixed(0)} s, history ${rounds.map(({ ledger }) => ledger.fingerprint()).join(' ')}`,
    `  faults injected   ${[...faults.values()].reduce((total, count) => total + count, 0)}: ${[...faults].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
    `  reads made        ${reads}, of ten a second from each name, through a resolver that keeps answers for their TTL`,
    `  reads failed      ${failed} (${percent(failed, reads)}), on nodes that were dead: most of them unreported, or with no other left`,
    `  reads of primary  ${sum((tally) => tally.primaryReads)}`,
    `  names moved       ${sum((tally) => tally.moves)} times`,
    `  seconds to right  ${worst === undefined ? 'no name was wrong' : `worst ${inSeconds(worst.ms)} (${worst.name}; ${worst.allowedMs === undefined ? 'no pass was undisturbed until then' : `allowed ${inSeconds(worst.allowedMs)}`}), `
      + `median ${inSeconds(wrongs[Math.floor(wrongs.length / 2)].ms)}, of ${wrongs.length} names that led to a node which the answers showed not to serve, while another did`}`,
    `  promises broken   ${rounds.reduce((total, { violations }) => total + violations.length, 0) || 'none'}`,
  ].join('\n');
}

/** A violation, its length, how to see it again, and what happened around it. */
export function story(violation: Violation, ledger: Ledger, seed: number, round: number): string {
  const { promise, where, what, since, seen, until } = violation;
  return [
    `promise ${promise} was broken at ${where}: ${what}`,
    `  for ${inSeconds((until ?? seen) - since)} s beyond all that was allowed, at ${time(since)}; again: npm run test:chaos -- --seed ${seed} --round ${round}`,
    ...ledger.around(since - BEFORE_MS, (until ?? seen) + AFTER_MS).map(({ at, text }) => `    ${time(at)}  ${text}`),
  ].join('\n');
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function time(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'no reads' : `${(100 * part / whole).toFixed(2)} %`;
}
