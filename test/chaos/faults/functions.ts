import { Clock } from '../../simulator/clock/clock';
import { SimulatedAws } from '../../simulator/simulated-aws';
import { Dice } from '../dice';
import { Ledger } from '../ledger';

/** Functions that die in the middle, and events that are handed out twice. */
export class FunctionFaults {
  constructor(private readonly aws: SimulatedAws, private readonly clock: Clock, private readonly ledger: Ledger) {}

  /** The next environment of the function ends at one of its next calls. */
  kill(name: string, dice: Dice): void {
    const death = { atCall: dice.whole(1, 6), when: dice.pick(['before', 'after'] as const) };
    this.aws.lambda.die(name, death);
    this.ledger.fault('function dies', `${name} ${death.when} its call ${death.atCall}`);
  }

  /** SQS delivers at least once: the function gets its last batch again, as soon as it gets another. */
  async double(name: string): Promise<void> {
    const { invocations } = this.aws.lambda;
    for (let known = invocations.length; ;) {
      const next = invocations.slice(known).find((invocation) => invocation.name === name);
      if (!next) {
        await this.clock.sleep(1_000);
        continue;
      }
      this.ledger.fault('batch delivered twice', name);
      await this.aws.lambda.invoke(name, next.event);
      return;
    }
  }
}
