import { Clock } from '../../simulator/clock/clock';
import { HostedZone } from '../../simulator/route53/hosted-zone';
import { Dice } from '../dice';
import { Ledger } from '../ledger';

/** Where somebody else leads a name that they take. */
export const FOREIGN_TARGET = 'elsewhere.example.com';

/** Somebody else who writes to the zone: takes one of our names for a while, and has records of their own. */
export class ForeignHand {
  constructor(
    private readonly zone: HostedZone,
    private readonly names: readonly string[],
    private readonly clock: Clock,
    private readonly dice: Dice,
    private readonly ledger: Ledger,
  ) {}

  /** Leads a name elsewhere, and gives it up again. */
  async takeName(): Promise<void> {
    const name = this.dice.pick(this.names);
    if (!this.zone.find(name, 'CNAME')) return;
    this.ledger.fault('foreign record', name);
    await this.atLeisure(() => this.zone.put({ name, type: 'CNAME', ttl: 5, values: [FOREIGN_TARGET] }));
    await this.clock.sleep(this.dice.whole(10_000, 600_000));
    await this.atLeisure(() => {
      const { values = [] } = this.zone.find(name, 'CNAME') ?? {};
      if (values[0] === FOREIGN_TARGET) this.zone.remove(name, 'CNAME');
    });
    this.ledger.note(`${name} is given up by the foreign hand`);
  }

  async addOwn(number: number): Promise<void> {
    const name = `app${number}.${this.zone.name}`;
    await this.atLeisure(() => this.zone.put({ name, type: 'A', ttl: 60, values: ['10.9.9.9'] }));
  }

  /** Route 53 takes one change of a zone at a time. */
  private async atLeisure(change: () => void): Promise<void> {
    for (;;) {
      try {
        return change();
      } catch (error) {
        if ((error as { code?: string }).code !== 'PriorRequestNotComplete') throw error;
        await this.clock.sleep(100);
      }
    }
  }
}
