import { CallFaults } from './calls';
import { ForeignHand } from './foreign-hand';
import { FunctionFaults } from './functions';
import { GroupLife } from './group-life';
import { Notifications } from './notifications';
import { callWeather, Weather } from './weather';
import { Story } from '../../end-to-end/story';
import { Dice } from '../dice';
import { Ledger } from '../ledger';
import { DeployedWriter } from '../writer';

interface Parties {
  readonly writers: readonly DeployedWriter[];
  readonly groups: readonly string[];
  /** Names that somebody else may take. */
  readonly names: readonly string[];
}

/** The part of a round in which things go wrong: everything that does, each by dice of its own. */
export class Season {
  over = false;
  /** Why the season itself failed. */
  failure?: Error;
  readonly weather: Weather;
  readonly notifications: Notifications;

  constructor(private readonly story: Story, private readonly dice: Dice, private readonly ledger: Ledger) {
    this.weather = new Weather(story.aws, story.clock, ledger);
    this.notifications = new Notifications(story.aws, dice.of('notifications').pick([0, 15, 50]), dice.of('notification'), ledger);
  }

  begin({ writers, groups, names }: Parties): void {
    const { dice, ledger, story: { aws, clock, zone } } = this;
    const calls = new CallFaults(aws, () => clock.now(), dice.of('calls'), ledger, (role, severity) => {
      writers.find((writer) => writer.role === role)!.wakeUps.fault(clock.now(), severity);
    });
    const functions = new FunctionFaults(aws, clock, ledger);
    for (const { role, functionName } of writers) {
      this.act(callWeather(calls, role, clock, dice.of('weather', role), this));
      this.often(dice.of('deaths', role), [120_000, 900_000], async () => functions.kill(functionName, dice.of('death', role, clock.now())));
      this.often(dice.of('doubles', role), [60_000, 600_000], async () => functions.double(functionName));
    }
    for (const id of groups) this.act(new GroupLife(this.story.group(id), clock, dice.of('life', id), ledger).live(this));
    this.act(this.weather.answersAge(dice.of('age'), this));
    this.act(this.weather.route53Changes(dice.of('Route 53'), this));
    const hand = new ForeignHand(zone, names, clock, dice.of('hand'), ledger);
    this.often(dice.of('takes'), [300_000, 1_200_000], async () => hand.takeName());
    this.often(dice.of('adds'), [60_000, 600_000], async () => hand.addOwn(clock.now()));
  }

  end(): void {
    this.over = true;
    this.weather.clear();
    this.ledger.note('from here on nothing more goes wrong');
  }

  /** Lets a part play on its own. */
  act(part: Promise<void>): void {
    part.catch((error: Error) => { this.failure ??= error; });
  }

  private often(dice: Dice, [least, most]: [number, number], what: () => Promise<void>): void {
    const play = async () => {
      for (;;) {
        await this.story.clock.sleep(dice.whole(least, most));
        if (this.over) return;
        await what();
      }
    };
    this.act(play());
  }
}
