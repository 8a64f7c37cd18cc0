import { Clock } from '../../simulator/clock/clock';
import { HostedZone } from '../../simulator/route53/hosted-zone';
import { Dice } from '../dice';
import { Ledger } from '../ledger';

/** A guardrail of the zone: for a while Route 53 takes no record away that clients may still ask for. */
export class Guard {
  /** Until when it was on. */
  onUntil = 0;
  private on = false;

  constructor(private readonly zone: HostedZone, private readonly clock: Clock, private readonly dice: Dice, private readonly ledger: Ledger) {}

  get isOn(): boolean {
    return this.on;
  }

  /** `isFree` tells whether nothing is under way that must take names away. */
  async stand(isFree: () => boolean): Promise<void> {
    if (!isFree()) return;
    this.zone.wording = this.dice.pick(['quoted', 'prose']);
    this.zone.guardrails.enable('ACTIVE_RECORD_CHECK');
    this.on = true;
    this.ledger.fault('guardrail', `no record is removed (${this.zone.wording})`);
    await this.clock.sleep(this.dice.whole(60_000, 900_000));
    this.zone.guardrails.disable('ACTIVE_RECORD_CHECK');
    this.on = false;
    this.onUntil = this.clock.now();
    this.ledger.note('the guardrail is off');
  }
}
