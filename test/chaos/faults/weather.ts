import { CallFaults } from './calls';
import { Clock } from '../../simulator/clock/clock';
import { SimulatedAws } from '../../simulator/simulated-aws';
import { Dice } from '../dice';
import { Ages } from '../judge/answers';
import { Ledger } from '../ledger';

const LONGEST_PROPAGATION_MS = 60_000;
const FRESH: Ages = { groups: 0, nodes: 0, events: 0 };
const AGES = [1_000, 5_000, 20_000, 45_000, 120_000];

/** Fair times and storms, for the calls of one role. */
export async function callWeather(faults: CallFaults, role: string, clock: Clock, dice: Dice, season: { readonly over: boolean }): Promise<void> {
  while (!season.over) {
    faults.percent.set(role, dice.pick([0, 0.2, 1]));
    await clock.sleep(dice.whole(60_000, 900_000));
    if (season.over) return;
    faults.percent.set(role, dice.pick([3, 10, 30, 60]));
    await clock.sleep(dice.whole(10_000, 240_000));
  }
}

/** How old ElastiCache's answers are, and how long Route 53 takes: both change as they like. */
export class Weather {
  ages: Ages = FRESH;
  private readonly propagations: { readonly at: number; until: number; readonly seconds: number }[] = [];

  constructor(private readonly aws: SimulatedAws, private readonly clock: Clock, private readonly ledger: Ledger) {}

  async answersAge(dice: Dice, season: { readonly over: boolean }): Promise<void> {
    for (;;) {
      await this.clock.sleep(dice.whole(60_000, 600_000));
      if (season.over) return;
      const ms = dice.pick(AGES);
      if (dice.chance(0.3)) {
        const any = () => dice.pick([0, ...AGES]);
        this.stale({ groups: any(), nodes: any(), events: any() });
        this.ledger.fault('torn answers', Object.entries(this.ages).map(([what, age]) => `${what} of ${age / 1000} s ago`).join(', '));
      } else {
        this.stale({ groups: ms, nodes: ms, events: ms });
        this.ledger.fault('stale answers', `of ${ms / 1000} s ago`);
      }
      await this.clock.sleep(dice.chance(0.2) ? dice.whole(300_000, 900_000) : dice.whole(5_000, 120_000));
      this.stale(FRESH);
    }
  }

  async route53Changes(dice: Dice, season: { readonly over: boolean }): Promise<void> {
    while (!season.over) {
      this.propagate(dice.pick([0, 1, 5, 20, LONGEST_PROPAGATION_MS / 1000]), dice.pick([0, 50, 300]));
      await this.clock.sleep(dice.whole(60_000, 900_000));
    }
  }

  clear(): void {
    this.stale(FRESH);
    this.propagate(0, 0);
  }

  /** Seconds until the servers know a change that was made at this time: one before it, that takes longer, holds it up. */
  propagationAt(time: number): number {
    const relevant = this.propagations.filter(({ until, at }) => at <= time && until > time - LONGEST_PROPAGATION_MS);
    return Math.max(0, ...relevant.map(({ seconds }) => seconds));
  }

  private stale(ages: Ages): void {
    this.ages = ages;
    this.aws.elasticache.staleBy(ages.groups, ages);
  }

  private propagate(propagationSeconds: number, processingMs: number): void {
    Object.assign(this.aws.route53.times, { propagationSeconds, processingMs });
    const at = this.clock.now();
    for (const before of this.propagations.slice(-1)) before.until = at;
    this.propagations.push({ at, until: Infinity, seconds: propagationSeconds });
    this.ledger.note(`Route 53 takes ${processingMs} ms for a change, and ${propagationSeconds} s until its servers know it`);
  }
}
