import { GroupLife } from './group-life';
import { Clock } from '../../simulator/clock/clock';
import { Dice } from '../dice';
import { Ledger } from '../ledger';

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
/** How long a zone stays away. */
const AWAY_MS = [600_000, 3_000_000] as const;
/** The longest rebuild once it is back. */
const REBUILT_MS = 1_500_000;

/** An Availability Zone that goes, with the nodes that all groups have in it, and stays away. */
export class ZoneOutage {
  /** When everything that was lost serves again. */
  overAt = 0;

  constructor(
    private readonly lives: readonly GroupLife[], private readonly clock: Clock, private readonly dice: Dice, private readonly ledger: Ledger,
  ) {}

  async come(withinMs: number): Promise<void> {
    await this.clock.sleep(this.dice.whole(60_000, withinMs));
    const zone = this.dice.pick(ZONES);
    const awayMs = this.dice.whole(...AWAY_MS);
    this.overAt = this.clock.now() + awayMs + REBUILT_MS;
    this.ledger.fault('Availability Zone away', `${zone}, for ${awayMs / 1000} s`);
    await Promise.all(this.lives.map(async (life) => life.loseZone(zone, awayMs)));
  }
}
