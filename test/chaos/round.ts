import { Cast, castOf } from './cast';
import { deploy, stacksOf } from './deployment';
import { Dice } from './dice';
import { Season, Trials } from './faults/season';
import { Court } from './judge/court';
import { Tally } from './judge/tally';
import { Violation } from './judge/violations';
import { Ledger } from './ledger';
import { deployedWriter } from './writer';
import { Story } from '../end-to-end/story';
import { ZONE } from '../end-to-end/synthesize';

/** How long things go wrong in a round, and how long after that everything must be as it should: the longest recovery is over by then. */
const TIMES = { seasonMs: 45 * 60_000, calmMs: 30 * 60_000 };
export const TRIALS: Trials = { deployments: true, guardrail: false, outage: true };

export interface RoundReport {
  readonly simulatedMs: number;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly violations: readonly Violation[];
}

/** One account, deployed, shaken, left alone, and destroyed: the same for the same seed and number. */
export async function playRound(
  seed: number, number: number, { seasonMs, calmMs, trials }: { seasonMs: number; calmMs: number; trials: Trials } = { ...TIMES, trials: TRIALS },
): Promise<RoundReport> {
  const dice = new Dice(`${seed}/${number}`);
  const story = await Story.begin({ chance: (environment) => dice.of('environment', environment).next });
  try {
    const cast = castOf(dice.of('cast'));
    await deploy(story, cast);
    const begun = story.clock.now();
    const ledger = new Ledger(() => story.clock.now());
    const season = new Season(story, dice, ledger, trials);
    const writers = cast.writers.map((writer) => deployedWriter(story, writer, cast));
    const court = new Court(story, cast, writers, season, ledger);

    season.act(court.watch());
    const names = court.claims.flatMap((claim) => [1, 2, 3].map((which) => `${claim.nameOf(which)}.${ZONE}`));
    season.begin({ cast, witness: court, writers, names });
    await pass(story, season, seasonMs);
    season.end();
    await pass(story, season, Math.max(calmMs, season.overAt - story.clock.now()));
    court.violations.close(story.clock.now());
    await destroy(story, cast, court);
    return { simulatedMs: story.clock.now() - begun, ledger, tally: court.tally, violations: court.violations.all };
  } finally {
    await story.end();
  }
}

/** Lets time pass, and stops at the first failure of the round itself. */
async function pass({ clock }: Story, season: Season, ms: number): Promise<void> {
  for (const end = clock.now() + ms; clock.now() < end;) {
    await clock.advance(Math.min(60_000, end - clock.now()));
    if (season.failure) throw season.failure;
  }
}

/** After that nothing of ours is left. */
async function destroy(story: Story, cast: Cast, { violations }: Court): Promise<void> {
  for (const stackName of stacksOf(cast).reverse()) await story.destroy(stackName);
  const left = [...story.records().filter((record) => !record.startsWith('app')), ...story.claims()];
  const now = story.clock.now();
  if (left.length > 0) violations.broken('10', ZONE, `was left with ${left.join('; ')}`, now, now);
}
