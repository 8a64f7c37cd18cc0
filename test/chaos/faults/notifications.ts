import { SimulatedAws } from '../../simulator/simulated-aws';
import { Dice } from '../dice';
import { Ledger } from '../ledger';

/** Lost, late and repeated notifications. */
export class Notifications {
  /** `percent` of the notifications meet something. */
  constructor({ sns }: SimulatedAws, private readonly percent: number, private readonly dice: Dice, ledger: Ledger) {
    sns.delivery.arrivals = (endpoint) => {
      const number = sns.published.length;
      const arrivals = this.arrivals(number, endpoint);
      const which = `number ${number} to ${endpoint.split(':').at(-1)}`;
      if (arrivals.length === 0) ledger.fault('notification lost', which);
      else if (arrivals.length > 1) ledger.fault('notification repeated', which);
      else if (arrivals[0] > 1_000) ledger.fault('notification late', `${which}, by ${Math.round(arrivals[0] / 1000)} s`);
      return arrivals;
    };
  }

  /** When the n-th notification arrives at a queue, in milliseconds after it was published; whoever asks, and when, is told the same. */
  arrivals(number: number, endpoint: string): readonly number[] {
    const dice = this.dice.of(number, endpoint);
    const usual = dice.whole(20, 800);
    if (!dice.chance(this.percent / 100)) return [usual];
    return dice.pick([[], [], [dice.whole(1_001, 150_000)], [usual, dice.whole(1_000, 30_000), dice.whole(1_000, 90_000)]]);
  }
}
