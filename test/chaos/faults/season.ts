import { CallFaults } from './calls';
import { Deployments, Witness } from './deployments';
import { ForeignHand } from './foreign-hand';
import { FunctionFaults } from './functions';
import { GroupLife } from './group-life';
import { Guard } from './guard';
import { Notifications } from './notifications';
import { callWeather, Weather } from './weather';
import { ZoneOutage } from './zone-outage';
import { Story } from '../../end-to-end/story';
import { Cast } from '../cast';
import { redeploy } from '../deployment';
import { Dice } from '../dice';
import { Ledger } from '../ledger';
import { DeployedWriter } from '../writer';

interface Parties {
  readonly cast: Cast;
  readonly witness: Witness;
  readonly writers: readonly DeployedWriter[];
  /** Names that somebody else may take. */
  readonly names: readonly string[];
}

/** What a round meets beyond faults that pass. */
export interface Trials {
  /** The stacks are deployed in the middle of it. */
  readonly deployments: boolean;
  /** Route 53 refuses removals for a while. */
  readonly guardrail: boolean;
  /** An Availability Zone goes, in some of the rounds. */
  readonly outage: boolean;
}

/** How soon after the beginning an Availability Zone goes. */
const OUTAGE_WITHIN_MS = 1_800_000;

/** The part of a round in which things go wrong: everything that does, each by dice of its own. */
export class Season {
  over = false;
  /** Why the season itself failed. */
  failure?: Error;
  readonly weather: Weather;
  readonly notifications: Notifications;
  readonly guard: Guard;
  /** When all that was lost is back. */
  private outage?: ZoneOutage;
  private deployments?: Deployments;

  constructor(private readonly story: Story, private readonly dice: Dice, private readonly ledger: Ledger, private readonly trials: Trials) {
    this.guard = new Guard(story.zone, story.clock, dice.of('guard'), ledger);
    this.weather = new Weather(story.aws, story.clock, ledger);
    this.notifications = new Notifications(story.aws, dice.of('notifications').pick([0, 15, 50]), dice.of('notification'), ledger);
  }

  begin({ cast, witness, writers, names }: Parties): void {
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
    const log = (node: string, message: string) => aws.elasticache.logEvent('cache-cluster', node, message);
    const lives = cast.groups.map(({ id }) => new GroupLife(this.story.group(id), clock, dice.of('life', id), ledger, log));
    for (const life of lives) this.act(life.live(this));
    if (this.trials.outage && dice.of('outage').chance(0.3)) {
      this.outage = new ZoneOutage(lives, clock, dice.of('outage', 'zone'), ledger);
      this.act(this.outage.come(OUTAGE_WITHIN_MS));
    }
    // other groups of the account fill ElastiCache's log.
    for (const { id } of cast.bystanders) {
      this.often(dice.of('bystander', id), [60_000, 600_000], async () => log(`${id}-002`, 'Cache node 0001 restarted'));
    }
    this.act(this.weather.answersAge(dice.of('age'), this));
    this.act(this.weather.route53Changes(dice.of('Route 53'), this));
    const hand = new ForeignHand(zone, names, clock, dice.of('hand'), ledger);
    this.often(dice.of('takes'), [300_000, 1_200_000], async () => hand.takeName());
    if (this.trials.deployments) {
      const deployments = new Deployments(
        cast, aws.cloudformation, async (next, stackName, failing) => redeploy(this.story, next, stackName, failing), witness, dice.of('deployments'), ledger,
      );
      this.deployments = deployments;
      this.often(dice.of('deploys'), [120_000, 600_000], async () => deployments.deploy(!this.guard.isOn));
    }
    if (this.trials.guardrail) {
      this.often(dice.of('guards'), [120_000, 900_000], async () => this.guard.stand(() => !this.deployments?.isUnderWay));
    }
    this.often(dice.of('adds'), [60_000, 600_000], async () => hand.addOwn(clock.now()));
  }

  end(): void {
    this.over = true;
    this.weather.clear();
    this.ledger.note('from here on nothing more goes wrong');
  }

  /** When everything that went is back. */
  get overAt(): number {
    return this.outage?.overAt ?? 0;
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
